import type { ReactElement } from 'react'
import { HistoryList, type HistoryEntry } from '#ui/index.js'
import type { HistoryLine, Names } from '../model.js'
import { namedDifferences, requirementOf } from '../requirement-of.js'
import { commandWords } from '../words.js'
import { NamedWords } from './named-words.js'

/** Lines of the audit trail with what changed, field by field. */
export const Entries = (props: { lines: readonly HistoryLine[]; names: Names }): ReactElement => (
  <HistoryList entries={props.lines.map((line) => entryOf(line, props.names))} />
)

const entryOf = (line: HistoryLine, names: Names): HistoryEntry => ({
  what: whatWords(line, names),
  who: line.actorName,
  when: line.at,
  reason: line.reason ? <NamedWords words={line.reason} names={names} /> : undefined,
  changes: namedDifferences(line, names).map(({ field, before, after }) => ({
    field,
    before: before && <NamedWords words={before} names={names} />,
    after: after && <NamedWords words={after} names={names} />,
  })),
})

// "Accepted" and "Signed answer" stand many times in one history: each says of what.
const whatWords = (line: HistoryLine, names: Names): string => {
  const id = requirementOf(line)
  const words = commandWords(line.command)
  return id === null ? words : `${words}: ${names.get(id)?.name ?? id}`
}
