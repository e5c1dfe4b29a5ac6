import { roleInText } from '#kernel/roles.js'
import { asList } from '#ui/index.js'
import { appliesInWords } from './applies-in-words.js'
import { CHECK_NAMES } from './check-names.js'
import type { Framework, Gate, SignOffStep } from './model.js'
import { rolesInWords } from './words.js'

/** A part of a gate that differs between two versions, in words. */
export interface GateChange {
  readonly part: string
  readonly before: string
  readonly after: string
}

type InWords = (gate: Gate, framework: Framework) => string

const PARTS: readonly (readonly [part: string, words: InWords])[] = [
  ['what it is called', ({ name }) => name],
  ['what it asks', ({ asks }) => asks.map(({ question }) => question).join(' ')],
  ['what it looks at in the record', ({ checks }) => checks.map(checkInWords).join('; ')],
  ['who decides', ({ decidedBy }) => rolesInWords(decidedBy)],
  ['what can be decided', ({ decisions }) => decisions.map(({ label }) => label).join('; ')],
]

/** What differs at a gate, part by part; one line that names no part where none of these does. Pure. */
export const gateChanges = (id: string, before: Framework, after: Framework): GateChange[] => {
  const [one, other] = [before, after].map(({ gates }) => gates.find((gate) => gate.id === id))
  const said = (words: InWords) => ({
    before: (one && words(one, before)) || 'nothing',
    after: (other && words(other, after)) || 'nothing',
  })
  const steps = [...(other?.signOff ?? []), ...(one?.signOff ?? [])]
  const changes = [
    ...PARTS.map(([part, words]) => ({ part, ...said(words) })),
    ...[...new Map(steps.map((step) => [step.id, step.name]))].map(([step, name]) => ({
      part: `who signs “${name}” before the decision`,
      ...said((gate, framework) => stepOf(gate, step, framework)),
    })),
  ].filter((change) => change.before !== change.after)
  return changes.length > 0 ? changes : [{ part: '', before: 'as it was', after: 'changed' }]
}

const stepOf: (gate: Gate, id: string, framework: Framework) => string = (
  { signOff },
  id,
  framework,
) => signOff.map((step) => (step.id === id ? stepInWords(step, signOff, framework) : '')).join('')

const checkInWords = ({ check, effect, mayExcept }: Gate['checks'][number]): string =>
  `${CHECK_NAMES[check]} (${effect}; excepted by ${mayExcept === 'nobody' ? 'nobody' : rolesInWords(mayExcept)})`

/** Who signs a step before a decision, after whom, and who may not, as a sentence. */
export const stepInWords = (
  { name, rule, people, roles, after, notBy, when }: SignOffStep,
  steps: readonly SignOffStep[],
  framework: Framework,
): string => {
  const named = (ids: readonly string[]) =>
    ids
      .map((id) => steps.find((step) => step.id === id)?.name)
      .map((found) => (found === undefined ? 'evidence for this gate' : `“${found}”`))
      .join(' or ')
  const who =
    rule === 'all'
      ? asList(roles.map((role) => `the ${roleInText(role)}`))
      : people === 1
        ? rolesInWords(roles)
        : `${people} people, each ${rolesInWords(roles)}`
  return [
    `${name}: ${who}`,
    ...(after.length > 0 ? [`after ${named(after)}`] : []),
    ...(notBy.length > 0 ? [`not by who signed ${named(notBy)}`] : []),
    ...(when ? [appliesInWords(when, framework)] : []),
  ]
    .join('; ')
    .replace(/\.?$/, '.')
}
