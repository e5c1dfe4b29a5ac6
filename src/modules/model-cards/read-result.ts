import { z } from 'zod'

const number = z.number('has a value that is not a number')
const unit = z.string('has a unit that is not text').optional()

const resultShape = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('single'), value: number, unit }),
    z.strictObject({
      kind: z.literal('estimate_ci'),
      estimate: number,
      lower: number,
      upper: number,
      level: number.gt(0).lt(100, 'has a confidence level that is not between 0 and 100'),
      unit,
    }),
    z.strictObject({ kind: z.literal('mean_sd'), mean: number, sd: number.min(0), unit }),
  ],
  { error: 'is not of the kind single, estimate_ci or mean_sd' },
)

/** A measured result as a supplier states it; `level` is in per cent. */
export type StatedResult = z.infer<typeof resultShape>

/**
 * The result that JSON text of a v0.2 card holds, or what is wrong with it as the end of a sentence.
 * Whether an interval makes sense is the supplier's to answer, so nothing is judged here.
 */
export const readResult = (json: string): StatedResult | string => {
  let given: unknown
  try {
    given = JSON.parse(json)
  } catch {
    return 'is not JSON'
  }
  const read = resultShape.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const where = issue?.path.join('.')
  return `${issue?.message ?? 'cannot be read'}${where ? ` (${where})` : ''}`
}
