import { strToU8, zipSync } from 'fflate'

/** A cell of a made spreadsheet: a text, a number with a style (1 date, 2 percentage), or nothing. */
export type MadeCell = string | number | { readonly value: number; readonly style: 1 | 2 } | null

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const cellOf = (cell: MadeCell, address: string): string => {
  if (cell === null) return ''
  if (typeof cell === 'string') {
    return `<c r="${address}" t="inlineStr"><is><t>${cell}</t></is></c>`
  }
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`
  return `<c r="${address}" s="${cell.style}"><v>${cell.value}</v></c>`
}

const rowOf = (cells: readonly MadeCell[], row: number): string => {
  const made = cells.map((cell, i) => cellOf(cell, `${String.fromCharCode(65 + i)}${row}`))
  return `<row r="${row}">${made.join('')}</row>`
}

/** A spreadsheet of one sheet, as Excel writes it, from rows of cells. */
export const makeXlsx = (rows: readonly (readonly MadeCell[])[]): Uint8Array => {
  const sheet = rows.map((cells, i) => rowOf(cells, i + 1)).join('')
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${NAMESPACE}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${NAMESPACE}"><sheetData>${sheet}</sheetData></worksheet>`,
  }
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([path, xml]) => [path, strToU8(HEAD + xml)])),
  )
}
