import { moduleOf, operations } from '#kernel/declare/module.js'
import { addMembers } from './add-members.js'
import { confirmationInWords } from './asked-in-words.js'
import { confirmAsMember } from './confirm-as-member.js'
import { endConfirmation } from './end-confirmation.js'
import { groupUseHomeItems } from './home-items.js'
import { memberActPages } from './pages/act-pages.js'
import { membersPage } from './pages/members-page.js'
import { membersPanel } from './panel.js'
import { removeMember } from './remove-member.js'
import { groupUseRoutes } from './routes.js'
import { findSecondsWanted, findToCover, findWaitingMembers, showMembers } from './show-members.js'
import { signSecond } from './sign-second.js'
import { stateToMembers } from './state-to-members.js'

/** Group use: one organisation answers once for others, and each of them confirms and signs. */
export const groupUseModule = moduleOf({
  name: 'group-use',
  rank: 8,
  operations: operations(
    addMembers,
    removeMember,
    stateToMembers,
    confirmAsMember,
    signSecond,
    endConfirmation,
    showMembers,
    findToCover,
    findWaitingMembers,
    findSecondsWanted,
    confirmationInWords,
  ),
  pages: [membersPage, ...memberActPages],
  routes: groupUseRoutes,
  panels: [membersPanel],
  homeItems: groupUseHomeItems,
})
