import type { XmrLimits } from './xmr-limits.js'
import type { SpecialCause } from './xmr-rules.js'

/** Which way is better. */
export type ImprovementDirection = 'increase' | 'decrease' | 'neutral'

export type PointType =
  | 'common_cause'
  | 'special_cause_improvement'
  | 'special_cause_concern'
  | 'special_cause_neutral_high'
  | 'special_cause_neutral_low'

export type VariationIcon =
  | 'common_cause'
  | 'improvement_high'
  | 'improvement_low'
  | 'concern_high'
  | 'concern_low'
  | 'neutral_high'
  | 'neutral_low'

export type Assurance = 'consistent_pass' | 'consistent_fail' | 'inconsistent'

const isHigh = (cause: SpecialCause): boolean =>
  cause.includes('Above') || cause.includes('Increasing')

/** A point's colour: its special cause read in the wanted direction. */
export function pointType(cause: SpecialCause, direction: ImprovementDirection): PointType {
  if (cause === 'Common Cause') return 'common_cause'
  const high = isHigh(cause)
  if (direction === 'neutral')
    return high ? 'special_cause_neutral_high' : 'special_cause_neutral_low'
  return high === (direction === 'increase') ? 'special_cause_improvement' : 'special_cause_concern'
}

/** The variation icon, which is that of the last point alone. */
export function variationIcon(last: PointType, direction: ImprovementDirection): VariationIcon {
  const increase = direction === 'increase'
  const icons: Record<PointType, VariationIcon> = {
    common_cause: 'common_cause',
    special_cause_improvement: increase ? 'improvement_high' : 'improvement_low',
    special_cause_concern: increase ? 'concern_low' : 'concern_high',
    special_cause_neutral_high: 'neutral_high',
    special_cause_neutral_low: 'neutral_low',
  }
  return icons[last]
}

/** The assurance icon from the last segment's limits; null without target, direction or limits. */
export function assuranceIcon(
  { lpl, upl }: XmrLimits,
  target: number | null,
  direction: ImprovementDirection,
): Assurance | null {
  if (target === null || direction === 'neutral' || lpl === null || upl === null) return null
  if (target > upl) return direction === 'increase' ? 'consistent_fail' : 'consistent_pass'
  if (target < lpl) return direction === 'increase' ? 'consistent_pass' : 'consistent_fail'
  return 'inconsistent'
}
