import type { PageDescription } from '#kernel/declare/page.js'
import { cataloguePage } from './catalogue/pages.js'
import { dataPage, offPage } from './data/pages.js'
import { enterPage } from './enter/pages.js'
import { explorePage, sliceCsv, sliceSvg } from './explore/pages.js'
import { howManyPage } from './how-many/pages.js'
import { namePage, namesPage, takeBackPage } from './metrics/pages.js'
import { pastePage } from './paste/pages.js'
import { planPage } from './plan/pages.js'
import { qualityPage } from './quality/pages.js'
import { rebasePage, undoRebasePage } from './rebase/pages.js'
import { boardReportPage, reportPage } from './report/pages.js'
import { sendPage } from './send/pages.js'
import { csvPage, showPage } from './show/pages.js'
import {
  handOverPage,
  ownedSignalsPage,
  signalPage,
  signalsCsv,
  signalsPage,
} from './signal/pages.js'
import { sitesFiles, sitesPage } from './sites-compared/pages.js'
import { versionsPage } from './versions/pages.js'

/** The pages about monitoring. */
export const monitoringPages: readonly PageDescription[] = [
  showPage,
  csvPage,
  sendPage,
  dataPage,
  offPage,
  planPage,
  cataloguePage,
  signalsPage,
  signalsCsv,
  signalPage,
  handOverPage,
  ownedSignalsPage,
  enterPage,
  pastePage,
  explorePage,
  sliceCsv,
  sliceSvg,
  versionsPage,
  sitesPage,
  ...sitesFiles,
  reportPage,
  boardReportPage,
  howManyPage,
  qualityPage,
  rebasePage,
  undoRebasePage,
  namesPage,
  namePage,
  takeBackPage,
]
