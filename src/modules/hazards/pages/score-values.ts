import type { FormState } from '#kernel/declare/page.js'
import { HARMS, type Level } from '../clinical-safety-data.js'
import type { Hazard, HarmAnswer, Score } from '../model.js'
import { severityOf } from '../rules.js'

const SIDES = ['initial', 'residual'] as const
/** Before controls, or after them. */
export type Side = (typeof SIDES)[number]

type Values = FormState['values']

const text = (values: Values, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

/** What a score form says of one side; null where nothing is answered. Levels stay as they were typed. */
const sideOf = (values: Values, side: Side) => {
  const likelihood = text(values, `${side}.likelihood`)
  const chosen = text(values, `${side}.severity`)
  const answer = answerOf(values, side)
  const severity = chosen || (answer ? String(severityOf(answer) ?? '') : '')
  return likelihood || severity ? { likelihood, severity } : null
}

const answerOf = (values: Values, side: Side): HarmAnswer | null => {
  const harm = text(values, `${side}Harm.harm`)
  const people = text(values, `${side}Harm.people`)
  const known = HARMS.some((one) => one.id === harm)
  return known && (people === 'one' || people === 'many') ? { harm, people } : null
}

/** A score form as the command takes it; answers that a severity of one's own overrules are left out. */
export const scoresOf = (values: Values) => {
  const harmOf = (side: Side) => {
    const answer = answerOf(values, side)
    const chosen = text(values, `${side}.severity`)
    return answer && (chosen === '' || String(severityOf(answer)) === chosen) ? answer : null
  }
  return {
    initial: sideOf(values, 'initial'),
    residual: sideOf(values, 'residual'),
    initialHarm: harmOf('initial'),
    residualHarm: harmOf('residual'),
    toleratedBecause: text(values, 'toleratedBecause'),
  }
}

const level = (one: string | undefined): Level | null =>
  one !== undefined && /^[1-5]$/.test(one) ? (Number(one) as Level) : null

/** The score of one side where both levels are there, for the matrix on the page. */
export const completeScore = (values: Values, side: Side): Score | null => {
  const given = sideOf(values, side)
  const [likelihood, severity] = [level(given?.likelihood), level(given?.severity)]
  return likelihood !== null && severity !== null ? { likelihood, severity } : null
}

/** A score form as it begins: the hazard's own. */
export const valuesOfScores = (hazard: Hazard): Record<string, string> => ({
  ...Object.assign({}, ...SIDES.map((side) => valuesOfSide(hazard, side))),
  toleratedBecause: hazard.toleratedBecause,
})

const valuesOfSide = (hazard: Hazard, side: Side): Record<string, string> => {
  const [score, harm] = [hazard[side], hazard[`${side}Harm`]]
  return {
    [`${side}.likelihood`]: score ? String(score.likelihood) : '',
    [`${side}.severity`]: score && !harm ? String(score.severity) : '',
    [`${side}Harm.harm`]: harm?.harm ?? '',
    [`${side}Harm.people`]: harm?.people ?? '',
  }
}
