import type { FrameworkDifference } from './compare-frameworks.js'
import type { Framework, Requirement } from './model.js'
import { appliesInWords } from './applies-in-words.js'
import { gateChanges, type GateChange } from './gate-changes.js'
import { partChanges } from './parts-in-words.js'
import {
  effectInWords,
  exceptionInWords,
  markInWords,
  renewalInWords,
  rolesInWords,
  sourceDate,
} from './words.js'

/** The agreed way as lines: a line a requirement. */
export const summaryInText = (framework: Framework): string =>
  [
    `${framework.name}, version ${framework.version}, in force since ${framework.effectiveFrom}.`,
    framework.wordingNote,
    '',
    ...framework.requirements.map((one) => `${one.id}  ${one.name}: ${one.question}`),
  ].join('\n')

/** One requirement as lines. */
export const requirementInText = (framework: Framework, requirement: Requirement): string =>
  [
    `${requirement.id}  ${requirement.name}`,
    requirement.question,
    '',
    `Why: ${requirement.why}`,
    `Good evidence: ${requirement.goodEvidence}`,
    ...localLines(requirement),
    `Applies: ${appliesInWords(requirement.applies, framework)}.`,
    `Answered by ${rolesInWords(requirement.answeredBy)}; signed by ${rolesInWords(requirement.signedBy)}.`,
    `Exception by ${exceptionInWords(framework, requirement)}.`,
    requirement.gates.length === 0 ? 'At no gate: for information.' : 'At the gates:',
    ...requirement.gates.map((one) => `- ${effectInWords(framework, one)}`),
    `Looked at again ${renewalInWords(requirement)}.`,
    'Sources:',
    ...requirement.sources.map(
      (source) =>
        `- ${source.name}, ${sourceDate(source)} (${markInWords(source)})${source.address ? ` ${source.address}` : ''}`,
    ),
  ].join('\n')

const localLines = ({ local }: Requirement): string[] =>
  local
    ? [
        ...(local.wording ? [`Added by ${local.layer}: ${local.wording}`] : []),
        ...(local.example ? [`Example of ${local.layer}: ${local.example}`] : []),
        ...(local.exceptions ? [`Fewer people may except it: ${local.layer}.`] : []),
      ]
    : []

/** What differs between two versions, as lines. */
export const differenceInText = (
  difference: FrameworkDifference,
  before: Framework,
  after: Framework,
): string => {
  const { added, dropped, changed, other } = difference
  const lines = [
    ...added.map((one) => `+ ${one.id}  ${one.name}`),
    ...dropped.map((one) => `- ${one.id}  ${one.name}`),
    ...changed.flatMap((one) => [
      `~ ${one.after.id}  ${one.after.name}:`,
      ...partChanges(one, { before, after }).map(changeInText),
    ]),
    ...other.flatMap((one) => otherInText(one, before, after)),
  ]
  const heading = `From ${difference.before} to ${difference.after}:`
  return lines.length === 0
    ? `${heading} nothing differs.`
    : [heading, ...lines, '', '+ added, - dropped, ~ changed'].join('\n')
}

const changeInText = ({ part, before, after }: GateChange): string =>
  `    ${part === '' ? '' : `${part}: `}${before} → ${after}`

// A gate is named `gate pilot` in a difference; a fact or a stage as such.
const otherInText = (other: string, before: Framework, after: Framework): string[] => {
  const id = /^gate (\S+)/.exec(other)?.[1]
  const gate = [...after.gates, ...before.gates].find((one) => one.id === id)
  if (!gate) return [`~ ${other}`]
  return [`~ Gate “${gate.name}”:`, ...gateChanges(gate.id, before, after).map(changeInText)]
}
