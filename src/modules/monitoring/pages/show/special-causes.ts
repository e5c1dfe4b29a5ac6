import type { XmrChart } from '#statistics/xmr-chart.js'
import type { SpecialCause } from '#ui/index.js'

type JudgedPoint = XmrChart['points'][number]
type Cause = NonNullable<JudgedPoint['special_cause_type']>

const CAUSES: Readonly<Record<Exclude<Cause, 'Common Cause'>, string>> = {
  'Above UCL': 'above the upper limit',
  'Below LCL': 'below the lower limit',
  '7 Point Trend (Increasing)': 'in a run of 7 or more, each higher than the one before',
  '7 Point Trend (Decreasing)': 'in a run of 7 or more, each lower than the one before',
  '2 in 3 Above CL': 'one of 2 in 3 close to the upper limit',
  '2 in 3 Below CL': 'one of 2 in 3 close to the lower limit',
  '7 Points Above CL': 'in a run of 7 or more above the mean',
  '7 Points Below CL': 'in a run of 7 or more below the mean',
}

const LETTER: Readonly<Record<string, 'H' | 'L'>> = {
  special_cause_neutral_high: 'H',
  special_cause_neutral_low: 'L',
}

/** The special cause of a judged point in words: "below the lower limit"; null for common cause. */
export const causeWords = ({ special_cause_type: cause }: JudgedPoint): string | null =>
  cause && cause !== 'Common Cause' ? CAUSES[cause] : null

/** How the chart draws a judged point; undefined where nothing is special. */
export const specialOf = (point: JudgedPoint | undefined): SpecialCause | undefined => {
  const cause = point?.special_cause_type
  if (!cause || cause === 'Common Cause' || !point.point_type) return undefined
  const high = cause.includes('Above') || cause.includes('Increasing')
  return {
    kind: KIND[point.point_type] ?? 'neutral',
    letter: LETTER[point.point_type] ?? (high ? 'H' : 'L'),
    rule: CAUSES[cause],
  }
}

const KIND: Readonly<Record<string, SpecialCause['kind']>> = {
  special_cause_concern: 'concern',
  special_cause_improvement: 'improvement',
}
