import type { ReactElement } from 'react'
import {
  gateChanges,
  partChanges,
  requirementInShort,
  type Framework,
  type FrameworkDifference,
} from '#modules/framework/index.js'
import { asCountOf, Card, Table } from '#ui/index.js'

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
      after: requirementInShort(one, after),
    })),
    ...dropped.map((one) => ({
      id: one.id,
      what: 'dropped',
      before: requirementInShort(one, before),
      after: 'not asked',
    })),
    ...changed.flatMap((one) =>
      partChanges(one, { before, after }).map(({ part, ...words }) => ({
        id: one.after.id,
        what: `${one.after.name}: ${part}`,
        ...words,
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
