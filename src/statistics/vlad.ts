import { CompensatedSum } from './compensated-sum.js'
import type { RiskCase } from './risk-adjusted-cusum.js'

export const VLAD_METHOD = 'vlad/1'

/**
 * The variable life-adjusted display: expected less observed events after each case; it rises while
 * fewer events happen than predicted. Source: Lovegrove 1997, doi:10.1016/S0140-6736(97)06507-0.
 */
export function vlad(cases: Iterable<RiskCase>): readonly number[] {
  const sum = new CompensatedSum()
  return [...cases].map(({ risk, event }) => {
    sum.add(risk - (event ? 1 : 0))
    return sum.total
  })
}
