import { hasDecimalComma } from '../as-written/read-cells.js'
import type { TableRow } from './table.js'

const WITH_COMMA = /^([+-]?\d+),(\d+\s*%?)$/

const isDecimalComma = (cell: string): boolean => hasDecimalComma(cell.replace(/\s*%$/, ''))

/**
 * Rows whose numbers have decimal commas with points instead, and a sentence that says so. Where one
 * number can be nothing else (0,85), all such numbers of the table are read that way.
 */
export const withDecimalPoints = (
  rows: readonly TableRow[],
): { rows: readonly TableRow[]; notes: readonly string[] } => {
  if (!rows.some(({ cells }) => cells.some((cell) => isDecimalComma(cell.trim()))))
    return { rows, notes: [] }
  return {
    rows: rows.map(({ row, cells }) => ({
      row,
      cells: cells.map((cell) => cell.trim().replace(WITH_COMMA, '$1.$2')),
    })),
    notes: ['Numbers have a decimal comma: 0,85 was read as 0.85.'],
  }
}
