import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { query } from '#registry/query.js'
import { changedRequirement } from './acceptance-rules.js'
import { readOffered, type Offered } from './offered-store.js'
import { readReuseHours, type ReuseHours } from './reuse-hours.js'
import type { EvidenceWord } from './rules.js'
import { showEvidence, type RequirementEvidence } from './show-evidence.js'

/** Something that is asked and not in order yet, with what others signed of the same. */
export interface UsableItem {
  item: RequirementEvidence
  /** The supplier's first, then the newest. */
  sources: readonly Offered[]
}

/** The work of others that a deployment can use: three groups that are never added up. */
export interface UsableWork {
  /** About the same supplier or version: relied upon whole. */
  whole: readonly UsableItem[]
  /** About another's use, or another version: a starting point, signed again here. */
  start: readonly UsableItem[]
  /** Nobody else's work can be used. */
  own: readonly RequirementEvidence[]
  inOrder: number
  /** What is relied upon already. */
  reliedOn: readonly RequirementEvidence[]
  startedFrom: number
  hours: ReuseHours
}

const IN_ORDER: readonly EvidenceWord[] = [
  'Signed',
  'Expires soon',
  'Said not to apply',
  'Accepted',
]

/** What of the work of others a deployment of one's own can use. Throws NotFound and NotAllowed. */
export const findUsableWork = query({
  name: 'evidence.find-usable-work',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(60) }),
  async run({ db, now, read, organisationId }, { deploymentId }) {
    const { file, items } = await read(showEvidence, { deploymentId })
    const offered = await readOffered(db, file)
    const asked = items.filter((item) => item.applies)
    const groups = groupWork(asked, offered, londonDate(now))
    return {
      file,
      work: {
        ...groups,
        reliedOn: asked.filter((item) => item.held !== undefined),
        startedFrom: asked.filter((item) => item.draft?.startedFrom).length,
        hours: await readReuseHours(db, organisationId()),
      } satisfies UsableWork,
    }
  },
})

/** Shares out what is not in order yet by what others have signed of the same. Pure. */
const groupWork = (
  asked: readonly RequirementEvidence[],
  offered: readonly Offered[],
  today: string,
): Pick<UsableWork, 'whole' | 'start' | 'own' | 'inOrder'> => {
  const open = asked.filter(({ word }) => !IN_ORDER.includes(word))
  const placed = open.map((item) => {
    const same = offered.filter((one) => isOfSame(item, one))
    const whole = same.filter((one) => canBeAccepted(item, one, today))
    const sources = whole.length > 0 ? whole : same
    return { item, isWhole: whole.length > 0, sources: sources.toSorted(supplierFirst) }
  })
  const whole = placed.filter((one) => one.isWhole)
  const start = placed.filter(
    ({ item, isWhole, sources }) => !isWhole && sources.length > 0 && item.draft === undefined,
  )
  const used = new Set([...whole, ...start])
  return {
    whole,
    start,
    own: placed.filter((one) => !used.has(one)).map(({ item }) => item),
    inOrder: asked.length - open.length,
  }
}

const isOfSame = ({ kept, part, requirement }: RequirementEvidence, one: Offered): boolean =>
  one.requirementId === requirement.id &&
  one.part === part &&
  one.scope === kept.scope &&
  one.notApplicableReason === null

/** Whether something can be relied upon whole: the same subject, in date, not under review. */
export const canBeAccepted = (
  { kept, requirement }: Pick<RequirementEvidence, 'kept' | 'requirement'>,
  one: Offered,
  today: string,
): boolean =>
  (kept.scope === 'supplier' || kept.scope === 'product_version') &&
  one.subjectId === kept.subjectId &&
  one.reviewSince === null &&
  (one.inDateUntil === null || one.inDateUntil >= today) &&
  changedRequirement(one, requirement) === null

const supplierFirst = (one: Offered, other: Offered): number =>
  Number(other.bySupplier) - Number(one.bySupplier)
