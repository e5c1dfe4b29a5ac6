import type { Doors } from '#kernel/operation.js'
import { noticeInWords } from '#modules/collaborations/index.js'
import { alertInWords, concernForLetter } from '#modules/concerns/index.js'
import {
  findRelianceWaiting,
  closedInWords,
  endingInWords,
  linksInWords,
  reviewInWords,
  unsignedInWords,
} from '#modules/evidence/index.js'
import { confirmationInWords } from '#modules/group-use/index.js'
import { hazardsInWords } from '#modules/hazards/index.js'
import { signalsInWords } from '#modules/monitoring/index.js'
import { changedGatesInWords, waitingSignatures } from '#modules/pathway/index.js'
import { arrangementInWords, deputyInWords } from '#modules/people/index.js'
import type { Purpose } from './model.js'
import {
  alertLetter,
  collaborationLetter,
  concernLetter,
  evidenceLetter,
  hazardsLetter,
  type Words,
} from './write-letter.js'
import {
  confirmationLetter,
  deputyLetter,
  closedLetter,
  endingLetter,
  gatesChangedLetter,
  linksLetter,
  reviewLetter,
  roleConfirmedLetter,
  roleOfferedLetter,
  signalsLetter,
  signatureLetter,
  toSignLetter,
} from './write-waiting.js'

/** Subject and words of the letters about something, as it is now; null where it waits for nobody any more. */
export const wordsOf = (
  doors: Doors,
  baseUrl: string,
  { purpose, aboutId }: { purpose: Purpose; aboutId: string },
): Promise<Words | null> => WRITERS[purpose](doors, baseUrl, aboutId)

type Writer = (doors: Doors, baseUrl: string, aboutId: string) => Promise<Words | null>

// What a letter is about begins with the deployment where more than that tells it from others.
const deploymentOf = (aboutId: string): string => aboutId.split(':')[0] ?? ''

const alert =
  (isReminder: boolean): Writer =>
  async ({ read }, baseUrl, alertId) =>
    alertLetter(await read(alertInWords, { alertId }), baseUrl, isReminder)

const notice =
  (kind: 'breach' | 'invited' | 'ended'): Writer =>
  async ({ read }, baseUrl, id) =>
    collaborationLetter(await read(noticeInWords, { kind, id }), baseUrl)

const confirmation =
  (isSecond: boolean): Writer =>
  async ({ read }, baseUrl, aboutId) => {
    const deploymentId = deploymentOf(aboutId)
    const asked = await read(confirmationInWords, { deploymentId })
    return confirmationLetter(asked, isSecond, deploymentId, baseUrl)
  }

const WRITERS: Readonly<Record<Purpose, Writer>> = {
  alert: alert(false),
  'alert-reminder': alert(true),
  concern: async ({ read }, baseUrl, concernId) =>
    concernLetter(await read(concernForLetter, { concernId }), concernId, baseUrl),
  hazards: async ({ read }, baseUrl, aboutId) => {
    const deploymentId = deploymentOf(aboutId)
    return hazardsLetter(await read(hazardsInWords, { deploymentId }), deploymentId, baseUrl)
  },
  evidence: async ({ read }, baseUrl) =>
    evidenceLetter(await read(findRelianceWaiting, {}), baseUrl),
  'evidence-review': async ({ read }, baseUrl) =>
    reviewLetter(await read(reviewInWords, {}), baseUrl),
  'evidence-ending': async ({ read }, baseUrl) =>
    endingLetter(await read(endingInWords, {}), baseUrl),
  links: async ({ read }, baseUrl, at) => linksLetter(await read(linksInWords, { at }), baseUrl),
  'closed-document': async ({ read }, baseUrl, documentId) =>
    closedLetter(await read(closedInWords, { documentId }), baseUrl),
  signature: async ({ read }, baseUrl, aboutId) =>
    signatureLetter(
      await read(waitingSignatures, { deploymentId: deploymentOf(aboutId) }),
      baseUrl,
    ),
  // The deployment, its gates, and the day.
  'gates-changed': async ({ read }, baseUrl, aboutId) => {
    const gates = (aboutId.split(':')[1] ?? '').split('+')
    const of = { deploymentId: deploymentOf(aboutId), gates }
    return gatesChangedLetter(await read(changedGatesInWords, of), baseUrl)
  },
  'to-sign': async ({ read }, baseUrl) => toSignLetter(await read(unsignedInWords, {}), baseUrl),
  // The day, or the end of the id of one that was handed over; then the owner.
  signals: async ({ read }, baseUrl, aboutId) => {
    const ownerId = aboutId.split(':')[1] ?? ''
    return signalsLetter(await read(signalsInWords, { ownerId }), baseUrl)
  },
  confirmation: confirmation(false),
  'second-signature': confirmation(true),
  deputy: async ({ read }, baseUrl, id) => deputyLetter(await read(deputyInWords, { id }), baseUrl),
  'role-offered': async ({ read }, baseUrl, id) =>
    roleOfferedLetter(await read(arrangementInWords, { id }), id, baseUrl),
  'role-confirmed': async ({ read }, baseUrl, id) =>
    roleConfirmedLetter(await read(arrangementInWords, { id }), baseUrl),
  'charter-breach': notice('breach'),
  'collaboration-invitation': notice('invited'),
  'collaboration-ended': notice('ended'),
}
