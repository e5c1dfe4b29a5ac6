import type { FrameworkDifference } from './compare-frameworks.js'
import type { Framework, Requirement } from './model.js'
import { appliesInWords } from './applies-in-words.js'
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
export const differenceInText = (difference: FrameworkDifference): string => {
  const { added, dropped, changed, other } = difference
  const lines = [
    ...added.map((one) => `+ ${one.id}  ${one.name}`),
    ...dropped.map((one) => `- ${one.id}  ${one.name}`),
    ...changed.map(
      ({ after, parts }) =>
        `~ ${after.id}  ${after.name}: ${parts.map(({ part }) => part).join(', ')}`,
    ),
    ...other.map((one) => `~ ${one}`),
  ]
  const heading = `From ${difference.before} to ${difference.after}:`
  return lines.length === 0
    ? `${heading} nothing differs.`
    : [heading, ...lines, '', '+ added, - dropped, ~ changed'].join('\n')
}
