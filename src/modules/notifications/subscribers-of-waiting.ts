import { subscriber, type HandlerContext, type Subscriber } from '#kernel/declare/background.js'
import {
  answerSigned,
  answerToSign,
  documentClosed,
  evidenceAccepted,
  evidenceToReview,
  linksChanged,
  ownEvidenceEnding,
} from '#kernel/events/evidence.js'
import { confirmationAsked } from '#kernel/events/group-use.js'
import { signalHandedOver, signalRaised } from '#kernel/events/monitoring.js'
import { gatesChanged, gateSigned } from '#kernel/events/pathway.js'
import { deputyNamed, roleConfirmed, roleOffered } from '#kernel/events/people.js'
import type { Role } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { closedInWords, linksInWords, type Subject } from '#modules/evidence/index.js'
import { SECOND_ROLES } from '#modules/group-use/index.js'
import {
  signaturesAfter,
  waitingSignatures,
  type WaitingSignatures,
} from '#modules/pathway/index.js'
import { fanOut } from './fan-out.js'
import type { Due } from './send-letters.js'

const INFORMATION_GOVERNANCE: Role = 'information-governance-lead'

const nameless = (id: string) => ({ id, name: '' })

const writeTo = async (
  { once }: HandlerContext,
  { purpose, aboutId }: Pick<Due, 'purpose' | 'aboutId'>,
  to: readonly (Omit<Due, 'purpose' | 'aboutId'> & { organisationId: string })[],
): Promise<void> => {
  const named = to.map((one) => ({ organisationName: '', ...one }))
  await once(null).run(fanOut, { purpose, aboutId, to: named })
}

// Several deployments may be written of for one event; a letter is written once whatever is published again.
const writeOfSignatures = async (
  { run }: HandlerContext,
  organisationId: string,
  found: readonly WaitingSignatures[],
): Promise<void> => {
  for (const { deploymentId, mark, steps } of found.filter((one) => one.steps.length > 0)) {
    const roles = [...new Set(steps.flatMap((one) => one.roles))]
    const to = [{ organisationId, organisationName: '', part: 'signs', roles }]
    await run(fanOut, { purpose: 'signature', aboutId: `${deploymentId}:${mark}`, to })
  }
}

// The last thing a gate asked for may just have been signed or accepted.
const writeAfterEvidence = async (
  context: HandlerContext,
  { organisationId, scope, subjectId }: Subject & { organisationId: string },
): Promise<void> => {
  const doors = context.as(nameless(organisationId))
  await writeOfSignatures(
    context,
    organisationId,
    await doors.read(signaturesAfter, { scope, subjectId }),
  )
}

/** Letters about what waits for somebody: a signature, a confirmation, a role, evidence to look at again. */
export const waitingSubscribers: readonly Subscriber[] = [
  subscriber({
    name: 'notifications.on-gate-signed',
    on: gateSigned,
    async handle(context, { organisationId, deploymentId }) {
      const found = await context
        .as(nameless(organisationId))
        .read(waitingSignatures, { deploymentId })
      await writeOfSignatures(context, organisationId, [found])
    },
  }),
  subscriber({
    name: 'notifications.on-gates-changed',
    on: gatesChanged,
    handle(context, { organisationId, deploymentId, ownerId, gates }) {
      const aboutId = `${deploymentId}:${gates.join('+')}:${londonDate(context.now)}`
      const to = [{ organisationId, part: 'signs' as const, personId: ownerId }]
      return writeTo(context, { purpose: 'gates-changed', aboutId }, to)
    },
  }),
  subscriber({
    name: 'notifications.on-answer-signed',
    on: answerSigned,
    handle: writeAfterEvidence,
  }),
  subscriber({
    name: 'notifications.on-evidence-accepted',
    on: evidenceAccepted,
    handle: writeAfterEvidence,
  }),
  subscriber({
    name: 'notifications.on-answer-to-sign',
    on: answerToSign,
    // One letter a day for each person, with everything that waits.
    handle: (context, { organisationId, roles }) =>
      writeTo(context, { purpose: 'to-sign', aboutId: londonDate(context.now) }, [
        { organisationId, part: 'signs', roles },
      ]),
  }),
  subscriber({
    name: 'notifications.on-own-ending',
    on: ownEvidenceEnding,
    handle: (context, { organisationId }) =>
      writeTo(context, { purpose: 'evidence-ending', aboutId: londonDate(context.now) }, [
        { organisationId, part: 'signs' },
      ]),
  }),
  subscriber({
    name: 'notifications.on-signal',
    on: signalRaised,
    // One letter a day to each owner, with everything that is open.
    async handle(context, { organisationId, ownerId }) {
      if (ownerId === null) return
      await writeTo(
        context,
        { purpose: 'signals', aboutId: `${londonDate(context.now)}:${ownerId}` },
        [{ organisationId, part: 'signs', personId: ownerId }],
      )
    },
  }),
  subscriber({
    name: 'notifications.on-signal-handed-over',
    on: signalHandedOver,
    handle: (context, { organisationId, signalId, ownerId }) =>
      writeTo(context, { purpose: 'signals', aboutId: `${signalId.slice(-16)}:${ownerId}` }, [
        { organisationId, part: 'signs', personId: ownerId },
      ]),
  }),
  subscriber({
    name: 'notifications.on-confirmation-asked',
    on: confirmationAsked,
    async handle(context, { deploymentId, aboutId, asks, organisationIds }) {
      const purpose = asks === 'members' ? 'confirmation' : 'second-signature'
      const roles = asks === 'members' ? (['executive-sponsor'] as const) : SECOND_ROLES
      const to = organisationIds.map((organisationId) => ({
        organisationId,
        part: 'signs' as const,
        roles: [...roles],
      }))
      // The end of an id tells it from every other of the same deployment, within the length of a subject.
      const which = `${deploymentId}:${aboutId.slice(-20)}`
      await writeTo(context, { purpose, aboutId: which }, to)
    },
  }),
  subscriber({
    name: 'notifications.on-deputy-named',
    on: deputyNamed,
    handle: (context, { deputyId, organisationId, personId }) =>
      writeTo(context, { purpose: 'deputy', aboutId: deputyId }, [
        { organisationId, part: 'signs', personId },
      ]),
  }),
  subscriber({
    name: 'notifications.on-role-offered',
    on: roleOffered,
    handle: (context, { offerId, hostId }) =>
      writeTo(context, { purpose: 'role-offered', aboutId: offerId }, [
        { organisationId: hostId, part: 'party', roles: ['administrator'] },
      ]),
  }),
  subscriber({
    name: 'notifications.on-role-confirmed',
    on: roleConfirmed,
    handle: (context, { offerId, providerId, personId }) =>
      writeTo(context, { purpose: 'role-confirmed', aboutId: offerId }, [
        { organisationId: providerId, part: 'signs', personId },
      ]),
  }),
  subscriber({
    name: 'notifications.on-evidence-to-review',
    on: evidenceToReview,
    // One letter a day for each organisation, however much changes.
    handle: (context, { organisationId }) =>
      writeTo(context, { purpose: 'evidence-review', aboutId: londonDate(context.now) }, [
        { organisationId, part: 'signs' },
      ]),
  }),
  subscriber({
    name: 'notifications.on-document-closed',
    on: documentClosed,
    async handle(context, { organisationId, documentId }) {
      const closed = await context.as(nameless(organisationId)).read(closedInWords, { documentId })
      if (closed.length === 0) return
      const roles = new Set([INFORMATION_GOVERNANCE, ...closed.flatMap((one) => one.roles)])
      await writeTo(context, { purpose: 'closed-document', aboutId: documentId }, [
        { organisationId, part: 'signs', roles: [...roles] },
      ])
    },
  }),
  subscriber({
    name: 'notifications.on-links',
    on: linksChanged,
    async handle(context, { organisationId, at }) {
      const links = await context.as(nameless(organisationId)).read(linksInWords, { at })
      const roles = [...new Set(links.flatMap((one) => one.roles))]
      if (roles.length === 0) return
      await writeTo(context, { purpose: 'links', aboutId: at }, [
        { organisationId, part: 'signs', roles },
      ])
    },
  }),
]
