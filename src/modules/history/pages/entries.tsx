import type { ReactElement } from 'react'
import { HistoryList, type HistoryEntry } from '#ui/index.js'
import { differencesOf } from '../differences.js'
import type { HistoryLine } from '../model.js'
import { commandWords } from '../words.js'

/** Lines of the audit trail with what changed, field by field. */
export const Entries = ({ lines }: { lines: readonly HistoryLine[] }): ReactElement => (
  <HistoryList entries={lines.map(entryOf)} />
)

const entryOf = (line: HistoryLine): HistoryEntry => ({
  what: commandWords(line.command),
  who: line.actorName,
  when: line.at,
  reason: line.reason ?? undefined,
  changes: differencesOf(line.before, line.after),
})
