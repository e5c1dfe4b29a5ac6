import { z } from 'zod'
import { evidenceEnding, followedChanged, ownEvidenceEnding } from '#kernel/events/evidence.js'
import { addDays, daysBetween, londonDate, type CalendarDate } from '#kernel/time.js'
import { readVersion, requireProduct } from '#modules/products/index.js'
import { command, type AuditEntry } from '#registry/command.js'
import { query } from '#registry/query.js'
import {
  markEndTold,
  readEndingElsewhere,
  readFollowers,
  readOrganisationsWithEnds,
} from './follow-store.js'
import { insertFollowedChange } from './followed-store.js'
import { SUBJECT_SCOPES, type Subject } from './model.js'
import { EXPIRES_SOON_DAYS } from './rules.js'
import { auditSubject } from './subject.js'
import { readEnding } from './waiting-store.js'

/** A step before an end that is told of: days left, or that it is over. */
export type EndStep = '90' | '30' | '7' | 'over'

/** The step that is reached with a last day, or null while more than 90 days are left. */
export const endStep = (until: CalendarDate, today: CalendarDate): EndStep | null => {
  const left = daysBetween(today, until)
  if (left < 0) return 'over'
  if (left <= 7) return '7'
  if (left <= 30) return '30'
  return left <= 90 ? '90' : null
}

/** The organisations to tell that something they signed, rely on or follow is about to end. */
export const findEnds = query({
  name: 'evidence.find-ends',
  allow: ['system'],
  input: z.object({}),
  run: ({ db }) => readOrganisationsWithEnds(db),
})

/**
 * Tells an organisation of each step before the end of what it signed, relies on or follows, once. That
 * its own has ended is told by `noteExpiry`.
 */
export const noteEnds = command({
  name: 'evidence.note-ends',
  allow: ['system'],
  input: z.object({}),
  async run({ tx, now, organisationId }) {
    const today = londonDate(now)
    const soon = addDays(today, EXPIRES_SOON_DAYS)
    const tell = async (some: readonly Ending[]): Promise<Told[]> => {
      const told: Told[] = []
      for (const one of some) {
        const step = one.inDateUntil === null ? null : endStep(one.inDateUntil, today)
        if (step === null) continue
        const end = { organisationId: organisationId(), answerId: one.id, step }
        if (await markEndTold(tx, end, now)) told.push({ ...one, step })
      }
      return told
    }
    const elsewhere = await tell(await readEndingElsewhere(tx, organisationId(), soon))
    const own = await tell(await readEnding(tx, organisationId(), today, soon))
    const [first, ...rest] = [...own, ...elsewhere].map((one): AuditEntry => ({
      subject: auditSubject(one),
      after: { requirement: one.requirementId, inDateUntil: one.inDateUntil, step: one.step },
    }))
    const about = (some: readonly Told[]) => ({
      organisationId: organisationId(),
      requirements: some.map(({ requirementId }) => requirementId),
    })
    return {
      result: { told: own.length + elsewhere.length },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events: [
        ...(own.length > 0 ? [ownEvidenceEnding(about(own))] : []),
        ...(elsewhere.length > 0 ? [evidenceEnding(about(elsewhere))] : []),
      ],
    }
  },
})

interface Ending extends Subject {
  id: string
  requirementId: string
  inDateUntil: CalendarDate | null
}
type Told = Ending & { step: EndStep }

const ofFile = z.object({ scope: z.enum(SUBJECT_SCOPES), subjectId: z.string().max(60) })

/** Whether something was signed by the supplier it is about. */
export const isOfItsSupplier = query({
  name: 'evidence.is-of-its-supplier',
  allow: ['system'],
  input: ofFile.extend({ organisationId: z.string().max(60) }),
  async run({ db }, { scope, subjectId, organisationId }) {
    if (scope === 'supplier') return subjectId === organisationId
    const version = await readVersion(db, subjectId)
    if (!version) return false
    return (await requireProduct(db, version.productId)).supplierId === organisationId
  },
})

/** Who follows a file. */
export const findFollowers = query({
  name: 'evidence.find-followers',
  allow: ['system'],
  input: ofFile,
  run: ({ db }, subject) => readFollowers(db, subject),
})

/** Tells a follower that something in a file it follows was signed or went to review. */
export const noteFollowed = command({
  name: 'evidence.note-followed',
  allow: ['system'],
  input: ofFile.extend({ requirementId: z.string().max(20), because: z.string().max(300) }),
  async run({ tx, now, newId, organisationId }, { requirementId, because, ...subject }) {
    const change = { id: newId('rec'), organisationId: organisationId(), requirementId, because }
    await insertFollowedChange(tx, { ...change, ...subject }, now)
    return {
      result: null,
      audit: {
        subject: auditSubject(subject),
        after: { followedFileChanged: requirementId },
        reason: because,
      },
      events: [
        followedChanged({ organisationId: organisationId(), ...subject, requirementId, because }),
      ],
    }
  },
})
