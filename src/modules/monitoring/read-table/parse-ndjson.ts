import { Invalid } from '#kernel/errors.js'
import { type BrokenRow, MOST_ROWS, type Table } from './table.js'

const asText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const recordOf = (line: string): ReadonlyMap<string, string> | null => {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return new Map(Object.entries(value).map(([key, item]) => [key, asText(item)]))
  } catch {
    return null
  }
}

/**
 * Lines of JSON objects as a table whose columns are all the keys; row numbers are lines. A line
 * that is not an object is broken.
 * @throws Invalid when no line is an object.
 */
export const parseNdjson = (name: string, text: string): Table => {
  const columns = new Set<string>()
  const records: { row: number; fields: ReadonlyMap<string, string> }[] = []
  const broken: BrokenRow[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '' || records.length > MOST_ROWS) continue
    const fields = recordOf(line)
    if (!fields) broken.push({ row: i + 1, reason: 'The line is not a JSON object.' })
    else {
      for (const key of fields.keys()) columns.add(key)
      records.push({ row: i + 1, fields })
    }
  }
  if (columns.size === 0) throw new Invalid(`${name} has no line that is a JSON object.`)
  const names = [...columns]
  const rows = records.map(({ row, fields }) => ({
    row,
    cells: names.map((key) => fields.get(key) ?? ''),
  }))
  return { name, columns: names, rows, broken, notes: [] }
}
