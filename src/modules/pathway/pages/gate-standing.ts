import type { StageChange } from '#modules/deployments/index.js'
import { STAGE_IDS, type Gate } from '#modules/framework/index.js'
import type { Tone } from '#ui/index.js'
import type { Decision } from '../model.js'

/** How a gate stands for a deployment at a stage: passed, and rolled back behind it since, open, or to come. Pure. */
export const standingOf = (
  gate: Pick<Gate, 'id' | 'from' | 'to'>,
  stage: Gate['from'][number],
  decisions: readonly Pick<Decision, 'gate' | 'passed'>[],
  changes: readonly Pick<StageChange, 'gate' | 'to'>[],
): { word: string; tone: Tone } => {
  const passed =
    decisions.some((one) => one.gate === gate.id && one.passed) ||
    changes.some((one) => one.gate === 'passed' && one.to === gate.to)
  const isAhead = gate.to !== null && STAGE_IDS.indexOf(gate.to) > STAGE_IDS.indexOf(stage)
  if (passed && isAhead) return { word: 'Passed, then rolled back', tone: 'orange' }
  if (passed) return { word: 'Passed', tone: 'green' }
  if (gate.from.includes(stage)) return { word: 'Open', tone: 'blue' }
  return gate.to !== null && !isAhead
    ? { word: 'Not passed here', tone: 'orange' }
    : { word: 'To come', tone: 'outline' }
}
