import { appliesInWords } from './applies-in-words.js'
import type { FrameworkDifference } from './compare-frameworks.js'
import type { GateChange } from './gate-changes.js'
import type { AnswerField, Framework, Requirement } from './model.js'
import {
  effectInWords,
  exceptionInWords,
  metByInWords,
  renewalInWords,
  rolesInWords,
} from './words.js'

/** What the parts of a requirement are called where versions are compared; others by their own name. */
const PART_NAMES: Readonly<Record<string, string>> = {
  local: 'local words',
  gates: 'at the gates',
  goodEvidence: 'good evidence',
  applies: 'when it applies',
  answeredBy: 'who answers',
  signedBy: 'who signs',
  mayExcept: 'who may except it',
  metBy: 'what satisfies it',
  fields: 'what the form asks',
  renewal: 'when it is looked at again',
}

const gatesInWords = (one: Requirement, framework: Framework): string =>
  one.gates.length === 0
    ? 'At no gate: for information.'
    : `${one.gates.map((gate) => effectInWords(framework, gate)).join('. ')}.`

const partInWords = (one: Requirement, part: string, framework: Framework): string => {
  if (part === 'gates') return gatesInWords(one, framework)
  if (part === 'local')
    return one.local
      ? [one.local.wording, one.local.example].filter(Boolean).join(' ') ||
          (one.local.gates.length > 0 ? 'a stricter line' : 'fewer who may except it')
      : 'none'
  if (part === 'mayExcept') return exceptionInWords(framework, one)
  if (part === 'fields') return one.fields.map(fieldInWords).join(' ')
  if (part === 'applies') return appliesInWords(one.applies, framework)
  if (part === 'answeredBy' || part === 'signedBy') return rolesInWords(one[part])
  if (part === 'renewal') return renewalInWords(one)
  if (part === 'areas') return one.areas.map((id) => areaName(framework, id)).join('; ')
  if (part === 'sources') return one.sources.map(({ name }) => name).join('; ')
  if (part === 'parts') return one.parts.map(({ name }) => name).join('; ') || 'not in parts'
  if (part === 'metBy') return metByInWords(one.metBy)
  const value = one[part as keyof Requirement]
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none')
}

const areaName = ({ areas }: Framework, id: string): string =>
  areas.find((one) => one.id === id)?.name ?? id

const fieldInWords = ({ label, required, choices, minimum, maximum }: AnswerField): string => {
  const bounds = [
    ...(required ? [] : ['optional']),
    ...(minimum === null ? [] : [`from ${minimum}`]),
    ...(maximum === null ? [] : [`to ${maximum}`]),
    ...(choices.length === 0 ? [] : [choices.map((one) => one.label).join('; ')]),
  ]
  return bounds.length === 0 ? label : `${label} (${bounds.join(', ')})`
}

/** What differs of a requirement, part by part; where the words for a part are the same, that it changed. Pure. */
export const partChanges = (
  { before, after, parts }: FrameworkDifference['changed'][number],
  versions: { readonly before: Framework; readonly after: Framework },
): GateChange[] =>
  parts.map(({ part }) => {
    const then = partInWords(before, part, versions.before)
    const now = partInWords(after, part, versions.after)
    const isSaid = then !== now
    return {
      part: PART_NAMES[part] ?? part,
      before: isSaid ? then : 'as it was',
      after: isSaid ? now : 'changed',
    }
  })

/** What a requirement asks and at which gates, in a line. */
export const requirementInShort = (one: Requirement, framework: Framework): string =>
  `${one.name}: ${one.question} ${gatesInWords(one, framework)}`
