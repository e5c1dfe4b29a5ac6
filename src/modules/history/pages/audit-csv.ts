import { streamCsv, type CsvValue } from '#kernel/csv.js'
import { page } from '#kernel/declare/page.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { londonDate } from '#kernel/time.js'
import { listAudit } from '../history-of.js'
import { withNames } from '../identifiers.js'
import type { HistoryLine, Names } from '../model.js'
import { namedDifferences } from '../requirement-of.js'
import { commandWords } from '../words.js'

/** The lines of the audit trail as a file, with names and identifiers in columns of their own. */
export const auditCsv = page({
  path: '/administration/audit.csv',
  allow: ['administrator', 'auditor', 'operator'],
  get: async ({ read, query, now }) => {
    const pageFrom = async (cursor: string | undefined) => {
      const found = await read(listAudit, { ...query, cursor, limit: LARGEST_PAGE })
      return { next: found.next, rows: found.rows.map((line) => cellsOf(line, found.names)) }
    }
    // Asked before the answer begins, so that a wrong filter is refused and not a broken file.
    const first = await pageFrom(undefined)
    return {
      download: streamCsv(
        COLUMNS,
        async (cursor) => (cursor ? pageFrom(cursor) : first),
        (cells) => cells,
      ),
      type: 'text/csv; charset=utf-8',
      fileName: `audit-${londonDate(now)}.csv`,
    }
  },
})

const COLUMNS = [
  'when',
  'who',
  'who id',
  'roles',
  'what',
  'command',
  'record',
  'record name',
  'record id',
  'reason',
  'changes',
]

const cellsOf = (line: HistoryLine, names: Names): readonly CsvValue[] => [
  line.at.toISOString(),
  line.actorName,
  line.actorId,
  line.actorRoles.join(' '),
  commandWords(line.command),
  line.command,
  line.subjectKind,
  names.get(line.subjectId)?.name,
  line.subjectId,
  line.reason,
  changesAsText(line, names),
]

const changesAsText = (line: HistoryLine, names: Names): string =>
  namedDifferences(line, names)
    .map(({ field, before, after }) => {
      const now = withNames(after ?? 'nothing', names)
      return before === null ? `${field}: ${now}` : `${field}: ${withNames(before, names)} → ${now}`
    })
    .join('; ')
