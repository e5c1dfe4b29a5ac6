import { z } from 'zod'
import { boundedText, freeText } from '#kernel/identifiable-data.js'
import { HARMS, NEEDS, STARTERS, type Level } from './clinical-safety-data.js'
import { CONTROL_KINDS, ENTRIES, STATES } from './model.js'

const id = z.string().max(60)
const revision = z.coerce.number({ error: 'Load the page again.' }).int().positive()

/** Which log: of a deployment, or of a version of one's own product. */
export const logOf = z.union(
  [
    z.object({ deploymentId: id.min(1), versionId: z.undefined().optional() }),
    z.object({
      versionId: id.min(1),
      /** Of this product only, where it is named. */
      productId: id.optional(),
      deploymentId: z.undefined().optional(),
    }),
  ],
  { error: 'Say which deployment or which version this is about.' },
)
export type LogOf = z.output<typeof logOf>

const MOST_WORDS = 4000
const words = (label: string) => freeText(label, MOST_WORDS, 0).default('')
const KINDS = [...STARTERS.map((one) => one.id), 'other']

const wordFields = {
  name: freeText('a name for the hazard', 200),
  kind: z
    .string()
    .default('other')
    .refine((kind) => KINDS.includes(kind), 'Choose a kind from the list.'),
  description: words('the description'),
  causes: words('the causes'),
  effect: words('the effect on care'),
  hazard: words('what could go wrong'),
  harm: words('the harm'),
  existingControls: words('the controls there are already'),
}

const optionalDate = z
  .union([z.literal(''), z.iso.date('Enter a real date, such as 27 3 2027.')])
  .nullish()
  .transform((value) => value || null)

/** A control as given. */
const controlInput = z.object({
  kind: z.enum(CONTROL_KINDS, { error: 'Choose what kind of control it is.' }),
  words: freeText('what the control is', 2000),
  evidence: freeText('where it can be seen', 500, 0).default(''),
  who: boundedText('who sees to it', 200, 0).default(''),
  due: optionalDate,
  done: optionalDate,
})

const levelOr = (message: string) =>
  z.coerce
    .number(message)
    .int(message)
    .min(1, message)
    .max(5, message) as unknown as z.ZodType<Level>
const level = levelOr('Choose a risk from 1 to 5.')

/** A score as given. */
const scoreInput = z.object({
  likelihood: levelOr('Choose how likely it is.'),
  severity: levelOr('Answer the two questions, or choose a severity.'),
})

/** What adding a hazard takes. */
export const addHazardInput = z.object({
  log: logOf,
  ...wordFields,
  entry: z.enum(ENTRIES).default('logged'),
})

const corporateScore = z
  .union([
    z.literal(''),
    z.coerce
      .number('Enter a whole number from 1 to 25.')
      .int('Enter a whole number from 1 to 25.')
      .min(1, 'Enter a whole number from 1 to 25.')
      .max(25, 'Enter a whole number from 1 to 25.'),
  ])
  .nullish()
  .transform((value) => (value === '' || value === undefined ? null : value))

/** What editing the words of a hazard takes. */
export const editHazardInput = z.object({
  id,
  revision,
  ...wordFields,
  ownerId: id.optional(),
  corporateScore,
  /** References of concerns, parted by commas or spaces. */
  concerns: z
    .string()
    .max(500)
    .default('')
    .transform((text) => text.split(/[\s,;]+/).filter((one) => one.length > 0)),
})

const harmAnswer = z
  .object({
    harm: z
      .string()
      .refine((harm) => HARMS.some((one) => one.id === harm), 'Choose the worst harm.'),
    people: z.enum(['one', 'many'], { error: 'Choose one person or more.' }),
  })
  .nullish()
  .transform((value) => value ?? null)

/** What scoring takes; a severity may come with the two answers it was taken from. */
export const scoreHazardInput = z.object({
  id,
  revision,
  initial: scoreInput.nullable(),
  residual: scoreInput.nullable(),
  initialHarm: harmAnswer,
  residualHarm: harmAnswer,
  toleratedBecause: freeText('why this risk is tolerated', 2000, 0).default(''),
})

/** What setting the controls takes: all of them, in order. */
export const setControlsInput = z.object({
  id,
  revision,
  controls: z.array(controlInput).max(40, 'A hazard takes 40 controls or fewer.'),
})

/** What changing the state takes. */
export const changeStateInput = z
  .object({
    id,
    revision,
    entry: z.enum(ENTRIES, { error: 'Choose whether the entry counts.' }),
    state: z.enum(STATES, { error: 'Choose the state.' }),
    reason: freeText('the reason', 2000, 0).default(''),
    transferredTo: freeText('who takes it over', 200, 0).default(''),
  })
  .superRefine((given, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (given.state === 'transferred' && !given.transferredTo)
      problem('transferredTo', 'Enter who takes it over.')
    if ((given.state !== 'open' || given.entry === 'deprecated') && !given.reason)
      problem('reason', 'Enter the reason.')
  })

/** What accepting a residual risk takes. */
export const acceptHazardInput = z.object({
  id,
  revision,
  reason: freeText('why you accept it', 2000, 0).default(''),
})

/** What reviewing a log takes: the hazards confirmed as they stand, by id and revision. */
export const reviewLogInput = z.object({
  log: logOf,
  confirmed: z.array(z.object({ id, revision })).max(2000),
  note: freeText('what the review came to', 2000),
  coversGroup: z.boolean().default(false),
})

/** What setting an organisation's own criteria takes. */
export const setCriteriaInput = z.object({
  matrix: z.array(z.array(level).length(5)).length(5),
  needs: z.array(z.enum(NEEDS)).length(5),
  note: freeText('where these criteria were agreed', 2000),
})

/** What a list of hazards can be narrowed and sorted by. */
export const listHazardsInput = z.object({
  log: logOf,
  search: z.string().trim().max(200).optional(),
  state: z.enum(STATES).or(z.literal('')).optional(),
  entry: z.enum(ENTRIES).or(z.literal('')).optional(),
  /** A residual risk, `none` for not scored, `review` for those under review. */
  risk: z.enum(['1', '2', '3', '4', '5', 'none', 'review', '']).optional(),
  sort: z.enum(['risk', 'name', 'reference', '']).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
