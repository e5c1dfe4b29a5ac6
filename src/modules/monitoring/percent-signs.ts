import type { z } from 'zod'
import { measureKind, measureName, type MeasureKind } from './measures.js'
import { readNumber } from './read-table/read-number.js'

/**
 * Whether figures of a measure are shares of something counted, of which 95% can only mean 0.95. An AUROC
 * is from 0 to 1 too and no share.
 */
export const isProportion = ({ figure, kind }: Pick<MeasureKind, 'figure' | 'kind'>): boolean =>
  figure === 'share' || kind === 'threshold'

/** What to write in place of a percent; nothing is divided silently. */
export const percentRefusal = (
  kind: Pick<MeasureKind, 'bounds' | 'figure' | 'kind'>,
  share: number,
): string => {
  if (isProportion(kind)) return 'Write how many there were, and of how many, not a percent.'
  const [low, high] = kind.bounds
  return low === 0 && high === 1
    ? `Write ${share}, without a % sign: this measure is from 0 to 1 and no share of anything.`
    : 'Write the figure without a % sign, in the unit of the plan.'
}

const MARKS = ['passMark', 'target'] as const

/**
 * One measure of a plan as it came, its pass mark and target read as shares where they have a percent sign
 * and the measure is a proportion; of other measures it is a problem that says what to write.
 */
export const readPercentMarks = (given: unknown, context: z.RefinementCtx): unknown => {
  if (typeof given !== 'object' || given === null) return given
  const fields: Record<string, unknown> = { ...given }
  const { measure, threshold } = fields
  const kind = typeof measure === 'string' ? measureKind(measure) : undefined
  if (!kind) return given
  for (const field of MARKS) {
    const mark = fields[field]
    const read = typeof mark === 'string' ? readNumber(mark) : { missing: true }
    if (!('percent' in read) || !read.percent) continue
    if (isProportion(kind)) fields[field] = read.value
    else {
      const name = measureName(kind.id, typeof threshold === 'string' ? threshold : '')
      const message = `${name}: ${percentRefusal(kind, read.value)}`
      context.addIssue({ code: 'custom', path: [field], message })
    }
  }
  return fields
}
