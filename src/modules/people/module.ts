import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import { acceptInvitation } from './accept-invitation.js'
import { actorOfKey } from './actor-of-key.js'
import { changeName } from './change-name.js'
import { confirmRole } from './confirm-role.js'
import { endArrangement } from './end-arrangement.js'
import { endDeputy } from './end-deputy.js'
import { nameDeputy } from './name-deputy.js'
import { offerRole } from './offer-role.js'
import { arrangementInWords, deputyInWords } from './asked-in-words.js'
import * as standingIn from './show-standing-in.js'
import { arrangementPages } from './pages/arrangements.js'
import { deputyPages } from './pages/deputies.js'
import { deactivatePerson } from './deactivate-person.js'
import { endRole } from './end-role.js'
import { findOrganisations } from './find-organisations.js'
import { findPeople } from './find-people.js'
import { giveRole } from './give-role.js'
import { helpSignIn } from './help-sign-in.js'
import { peopleHomeItems } from './home-items.js'
import { invitePerson } from './invite-person.js'
import { makeApiKey } from './make-api-key.js'
import { membershipsOf } from './memberships-of.js'
import { addFirstOrganisation } from './add-first-organisation.js'
import { nameFirstOrganisation } from './name-first-organisation.js'
import { noteKeyUsed } from './note-key-used.js'
import { administrationPage } from './pages/administration.js'
import { apiKeyPages } from './pages/api-keys.js'
import { firstAccountPages } from './pages/first-account.js'
import { firstAdministratorPage } from './pages/first-administrators.js'
import { helpSignInPages } from './pages/help-sign-in.js'
import { invitationPage } from './pages/invitation.js'
import { invitationsPages } from './pages/invitations.js'
import { leavePage } from './pages/leave.js'
import { ownAccountPages } from './pages/own-account.js'
import { peopleListPage } from './pages/people-list.js'
import { personPages } from './pages/person.js'
import type { PeopleParts } from './parts.js'
import { revokeApiKey } from './revoke-api-key.js'
import * as shown from './show-people.js'
import { isGone, peopleSubscribers } from './subscribers.js'
import { takeOverAdministration } from './take-over-administration.js'
import { withdrawInvitation } from './withdraw-invitation.js'

/** People, their roles in organisations, invitations and API keys. */
export const peopleModule = (parts: PeopleParts): ModuleDescription =>
  moduleOf({
    name: 'people',
    rank: 3,
    operations: operations(
      acceptInvitation,
      actorOfKey,
      changeName,
      deactivatePerson,
      endRole,
      findOrganisations,
      findPeople,
      giveRole,
      helpSignIn,
      invitePerson,
      isGone,
      makeApiKey,
      membershipsOf,
      nameFirstOrganisation,
      addFirstOrganisation,
      noteKeyUsed,
      revokeApiKey,
      takeOverAdministration,
      withdrawInvitation,
      nameDeputy,
      endDeputy,
      offerRole,
      confirmRole,
      endArrangement,
      ...Object.values(standingIn),
      deputyInWords,
      arrangementInWords,
      ...Object.values(shown),
    ),
    pages: [
      ...firstAccountPages(parts),
      invitationPage(parts),
      ...ownAccountPages(parts),
      administrationPage(parts),
      peopleListPage,
      ...personPages,
      ...helpSignInPages(parts),
      leavePage(parts),
      ...invitationsPages(parts),
      ...apiKeyPages(parts),
      ...deputyPages,
      ...arrangementPages,
      firstAdministratorPage(parts),
    ],
    navigation: [
      {
        label: 'Administration',
        href: '/administration',
        order: 7,
        allow: ['administrator', 'operator', 'auditor'],
      },
    ],
    subscribers: peopleSubscribers(parts.signIn),
    homeItems: peopleHomeItems,
  })
