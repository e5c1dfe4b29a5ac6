import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import type { Framework } from '#modules/framework/index.js'
import { adviceAbout, adviceUnanswered, answerAdvice, giveAdvice } from './advice.js'
import { sharingHomeItems } from './home-items.js'
import { advicePage, advicePanel, introducePage } from './pages/advice-pages.js'
import { overviewPages } from './pages/overview-pages.js'
import { timesPage } from './pages/times-page.js'
import { sharingOfOnePage, sharingPage } from './pages/sharing-pages.js'
import { showTimes } from './show-times.js'
import { previewSharing, showSharing } from './shared-with-partners.js'
import {
  MAY_SEE_OVERVIEWS,
  showOrganisationOverview,
  showSystemOverview,
  systemsHere,
} from './show-overview.js'

/** What partners see of one another, the overviews of organisation and system, and a system AI lead's advice. */
export const sharingModule = ({ framework }: { framework: Framework }): ModuleDescription =>
  moduleOf({
    name: 'sharing',
    rank: 11,
    operations: operations(
      giveAdvice,
      answerAdvice,
      adviceAbout,
      adviceUnanswered,
      showSharing,
      previewSharing,
      systemsHere,
      showOrganisationOverview,
      showSystemOverview,
      showTimes,
    ),
    pages: [
      ...overviewPages(framework),
      timesPage(framework),
      introducePage,
      advicePage,
      sharingPage,
      sharingOfOnePage,
    ],
    panels: [advicePanel],
    navigation: [{ label: 'Overviews', href: '/overviews', order: 5, allow: MAY_SEE_OVERVIEWS }],
    homeItems: sharingHomeItems,
  })
