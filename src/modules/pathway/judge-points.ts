import type { PointRule } from '#modules/framework/index.js'
import type { ItemState } from './gate-assessment.js'
import type { PointFact } from './gate-facts.js'
import { count, figure } from './wording.js'

/** Whether points satisfy a requirement, and the sentence that says why. */
export interface Verdict {
  state: ItemState
  sentence: string
}

const gravity: readonly ItemState[] = ['below-pass-mark', 'cannot-tell', 'no-points', 'met']

/**
 * Holds the latest mature points against their pass marks: every one must satisfy the rule, and the
 * gravest decides. Values and pass marks are in the measure's own unit.
 */
export const judgePoints = (points: readonly PointFact[], rule: PointRule): Verdict => {
  const mature = points.filter((point) => point.state !== 'provisional')
  if (mature.length === 0) {
    const sentence =
      points.length === 0
        ? 'No points yet.'
        : 'Only provisional points so far. They count when their follow-up has passed.'
    return { state: 'no-points', sentence }
  }
  const verdicts = mature.map((point) => judgePoint(point, rule))
  const state = gravity.find((one) => verdicts.some((verdict) => verdict.state === one)) ?? 'met'
  const deciding = verdicts.filter((verdict) => verdict.state === state)
  return { state, sentence: deciding.map((verdict) => verdict.sentence).join(' ') }
}

const judgePoint = (point: PointFact, rule: PointRule): Verdict => {
  const { measure, value, low, high, passMark } = point
  if (value === null || low === null || high === null) {
    return { state: 'no-points', sentence: `${measure} could not be computed with an interval.` }
  }
  if (passMark === null) return { state: 'no-points', sentence: `${measure} has no pass mark.` }
  const interval = `${figure(low, passMark)} to ${figure(high, passMark)}`
  const cases = caseNumbers(point)
  const higher = point.better === 'higher'
  const best = higher ? high : low
  const worst = higher ? low : high
  const reaches = (figureOfPoint: number) =>
    higher ? figureOfPoint >= passMark : figureOfPoint <= passMark
  if (!reaches(best)) {
    const side = higher ? 'below' : 'above'
    const sentence = `${measure}: interval ${interval} is wholly ${side} the pass mark ${passMark} (${cases}).`
    return { state: 'below-pass-mark', sentence }
  }
  const whole = `${measure} ${figure(value, passMark)}, interval ${interval}`
  const included = reaches(worst) ? '' : '; the interval includes the pass mark'
  const satisfied =
    rule === 'interval-not-below-pass-mark' ||
    (rule === 'value-reaches-pass-mark' ? reaches(value) : reaches(worst))
  if (satisfied) {
    const sentence = reaches(value)
      ? `${whole}, reaches the pass mark ${passMark}${included} (${cases}).`
      : `${whole}, is not clearly short of the pass mark ${passMark} (${cases}).`
    return { state: 'met', sentence }
  }
  const sentence = `${whole}, is not shown to reach the pass mark ${passMark}: too few cases to tell (${cases}).`
  return { state: 'cannot-tell', sentence }
}

const caseNumbers = ({ n, events }: PointFact): string =>
  events === null ? `${count(n)} cases` : `${count(n)} cases, ${count(events)} with the outcome`
