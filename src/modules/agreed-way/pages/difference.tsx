import type { ReactElement } from 'react'
import {
  effectInWords,
  exceptionInWords,
  renewalInWords,
  rolesInWords,
  appliesInWords,
  type Framework,
  type FrameworkDifference,
  type Requirement,
} from '#modules/framework/index.js'
import { asCountOf, Card, Table } from '#ui/index.js'
import { gateChanges } from './gate-changes.js'

interface Line {
  readonly id: string
  readonly what: string
  readonly before: string
  readonly after: string
}

/** What one agreed way adds, drops and changes against another, side by side. */
export const Difference = (props: {
  difference: FrameworkDifference
  before: Framework
  after: Framework
}): ReactElement => {
  const { difference, before, after } = props
  const { added, dropped, changed, other } = difference
  const lines: Line[] = [
    ...added.map((one) => ({
      id: one.id,
      what: 'added',
      before: 'not asked',
      after: inShort(one, after),
    })),
    ...dropped.map((one) => ({
      id: one.id,
      what: 'dropped',
      before: inShort(one, before),
      after: 'not asked',
    })),
    ...changed.flatMap((one) =>
      one.parts.map(({ part }) => ({
        id: one.after.id,
        what: `${one.after.name}: ${PARTS[part] ?? part}`,
        before: partInWords(one.before, part, before),
        after: partInWords(one.after, part, after),
      })),
    ),
    ...other.flatMap((one) => otherLines(one, before, after)),
  ]
  return (
    <Card heading="What it changes">
      <p>
        {added.length} added, {dropped.length} dropped, {changed.length} changed
        {other.length > 0
          ? `, and ${asCountOf(other.length, 'fact, stage or gate', 'facts, stages or gates')} changed`
          : ''}
        .
      </p>
      <Table
        caption={`From version ${difference.before} to ${difference.after}`}
        rows={lines}
        empty={<p>No requirement differs.</p>}
        columns={[
          {
            heading: 'What',
            cell: ({ id, what }) => (
              <>
                {id === '' ? '' : <strong>{id} </strong>}
                {what}
              </>
            ),
          },
          { heading: 'Before', cell: (line) => line.before },
          { heading: 'After', cell: (line) => line.after },
        ]}
      />
    </Card>
  )
}

const PARTS: Readonly<Record<string, string>> = {
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

const inShort = (one: Requirement, framework: Framework): string =>
  `${one.name}: ${one.question} ${gatesInWords(one, framework)}`

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
  if (part === 'fields') return one.fields.map(({ label }) => label).join(' ')
  if (part === 'applies') return appliesInWords(one.applies, framework)
  if (part === 'answeredBy' || part === 'signedBy') return rolesInWords(one[part])
  if (part === 'renewal') return renewalInWords(one)
  if (part === 'areas') return one.areas.map((id) => areaName(framework, id)).join('; ')
  if (part === 'sources') return one.sources.map(({ name }) => name).join('; ')
  if (part === 'parts') return one.parts.map(({ name }) => name).join('; ') || 'not in parts'
  if (part === 'metBy') return [...one.metBy.anyOf, ...one.metBy.allOf].join(', ')
  const value = one[part as keyof Requirement]
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none')
}

const areaName = ({ areas }: Framework, id: string): string =>
  areas.find((one) => one.id === id)?.name ?? id

/** A gate part by part, named `gate pilot` in a difference; a fact or a stage as such. */
const otherLines = (other: string, before: Framework, after: Framework): Line[] => {
  const gateId = /^gate (\S+)/.exec(other)?.[1]
  const gate = [...after.gates, ...before.gates].find(({ id }) => id === gateId)
  if (!gate) return [{ id: '', what: other, before: 'as it was', after: 'changed' }]
  return gateChanges(gate.id, before, after).map(({ part, ...words }) => ({
    id: '',
    what: `Gate “${gate.name}”${part === '' ? '' : `: ${part}`}`,
    ...words,
  }))
}
