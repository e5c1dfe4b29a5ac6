import { sheetShape, type SheetShape } from './sheet-shape.js'
import { fitsUnzipped } from './unzipped-size.js'

/** What may be wrong with a spreadsheet; only where it is read apart may it take too long. */
export type UnreadBecause = 'too-large-unzipped' | 'unreadable' | 'too-long'

/** Why a spreadsheet was not read. */
export class SpreadsheetFault extends Error {
  readonly because: UnreadBecause

  constructor(because: UnreadBecause) {
    super(because)
    this.because = because
  }
}

const textOf = (cell: unknown): string => {
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  if (!(cell instanceof Date)) return ''
  const moment = cell.toISOString()
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 19)
}

/** A spreadsheet never declares a document type; who adds one means harm. */
const refuseDocumentType = (piece: Uint8Array): void => {
  const start = String.fromCodePoint(...piece.subarray(0, 400))
  if (/<!DOCTYPE/i.test(start)) throw new SpreadsheetFault('unreadable')
}

// Whether no part unzips to more than the file may, and none has a shape that no reader should be given.
const fitsReader = (bytes: Uint8Array, mostUnzipped: number): boolean => {
  const shapes = new Map<string, SheetShape>()
  const look = (piece: Uint8Array, name: string): void => {
    refuseDocumentType(piece)
    const shape = shapes.get(name) ?? sheetShape()
    shapes.set(name, shape)
    shape.see(piece)
  }
  return (
    fitsUnzipped(bytes, mostUnzipped, look) && [...shapes.values()].every((shape) => shape.suits())
  )
}

/**
 * The cells of the first sheet of an XLSX file as text: a number keeps the digits of the file, dates
 * are ISO. What it holds unzipped is counted first, whatever sizes it declares, and how far its cells reach.
 * @throws SpreadsheetFault
 */
export const readSpreadsheet = async (
  bytes: Uint8Array,
  mostUnzipped: number,
): Promise<string[][]> => {
  try {
    if (!fitsReader(bytes, mostUnzipped)) throw new SpreadsheetFault('too-large-unzipped')
    const { readSheet } = await import('read-excel-file/node')
    const rows = await readSheet(Buffer.from(bytes), { parseNumber: (digits) => digits })
    return rows.map((row) => row.map(textOf))
  } catch (fault) {
    if (fault instanceof SpreadsheetFault) throw fault
    throw new SpreadsheetFault('unreadable')
  }
}
