import { z } from 'zod'
import { strictFreeText } from '#kernel/identifiable-data.js'
import type { Role } from '#kernel/roles.js'
import { measureName } from '../measures.js'

/** A name is one of a metric or of an attribute of its points. */
export const NAME_KINDS = ['metric', 'attribute'] as const
export type NameKind = (typeof NAME_KINDS)[number]

/** What a metric can be: a measure of the plan, one of the four counts at a threshold, or nothing. */
export const METRIC_ROLES = ['measure', 'tp', 'fp', 'tn', 'fn', 'ignored'] as const

/** What an attribute can tell of a point. */
export const ATTRIBUTE_ROLES = [
  'group',
  'site',
  'version',
  'threshold',
  'from',
  'n',
  'numerator',
  'denominator',
  'sd',
  'low',
  'high',
  'ignored',
] as const

const ROLES = [...METRIC_ROLES, ...ATTRIBUTE_ROLES] as const
export type NameRole = (typeof ROLES)[number]

/** What somebody decided that a name stands for at one deployment. */
export interface NameMapping {
  kind: NameKind
  name: string
  role: NameRole
  /** Of the plan where the role is `measure`; else empty. */
  measure: string
  /** Of a measure or a count; empty where the metric itself says it. */
  threshold: string
  revision: number
  decidedByName: string
  decidedAt: Date
  /** True where the decision was taken back: the name stands for itself again. */
  removed: boolean
}

/** Who may decide what names stand for: those who may fix the plan. */
export const MAY_MAP: readonly Role[] = [
  'deployment-owner',
  'clinical-safety-officer',
  'technical-lead',
  'analyst',
]

/** The name that is meant, and the decision on it the person saw: 0 for none. */
export const namedInput = z.object({
  deploymentId: z.string().max(40),
  kind: z.enum(NAME_KINDS, { error: 'Say whether it is a metric or an attribute.' }),
  name: strictFreeText('the name', 200).refine(
    (name) => !name.startsWith('wardround.'),
    'Names that begin with “wardround.” are understood as they are.',
  ),
  revision: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
})

const rolesOf = (kind: NameKind): readonly NameRole[] =>
  kind === 'metric' ? METRIC_ROLES : ATTRIBUTE_ROLES

/** What deciding on a name takes. */
export const mapNameInput = namedInput
  .extend({
    role: z.enum(ROLES, { error: 'Choose what it stands for.' }),
    measure: z.string().max(40).default(''),
    threshold: z.string().max(60).default(''),
  })
  .superRefine(({ kind, role, measure }, context) => {
    const message = rolesOf(kind).includes(role)
      ? 'Choose a measure of the plan.'
      : `Choose something that ${kind === 'metric' ? 'a metric' : 'an attribute'} can be.`
    if (!rolesOf(kind).includes(role) || (role === 'measure') !== (measure !== ''))
      context.addIssue({ code: 'custom', path: ['role'], message })
  })

const WORDS: Readonly<Record<Exclude<NameRole, 'measure'>, string>> = {
  tp: 'True positives',
  fp: 'False positives',
  tn: 'True negatives',
  fn: 'False negatives',
  group: 'A group, such as age or sex',
  site: 'The site',
  version: 'The version',
  threshold: 'The threshold, by its name or value',
  from: 'The first day of the period',
  n: 'How many it is taken over',
  numerator: 'How many there were',
  denominator: 'Of how many',
  sd: 'The standard deviation',
  low: 'The lower end of the interval',
  high: 'The upper end of the interval',
  ignored: 'Nothing: leave it out',
}

/** What a name stands for, in words. */
export const roleWords = ({
  role,
  measure,
  threshold,
}: Pick<NameMapping, 'role' | 'measure' | 'threshold'>): string => {
  if (role === 'measure') return measureName(measure, threshold)
  return threshold === '' ? WORDS[role] : `${WORDS[role]} at “${threshold}”`
}
