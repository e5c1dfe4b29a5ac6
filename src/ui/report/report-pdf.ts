import type { Report, ReportBlock } from './report.js'

const MARGIN = 50
const BODY = 10
const PAGE = { size: 'A4', margin: MARGIN } as const

/**
 * A report as a tagged PDF 1.7: title and language set, headings, paragraphs and tables marked in reading
 * order (ISO 32000-1, 14.8), and each page numbered below. Letters outside Windows-1252 have no glyph in the built-in font and are
 * written as a question mark.
 */
export const reportPdf = async (report: Report): Promise<Uint8Array> => {
  // Loaded by the first report that is made: a start does not wait for it.
  const { default: Pdf } = await import('pdfkit')
  const doc = new Pdf({
    ...PAGE,
    pdfVersion: '1.7',
    tagged: true,
    bufferPages: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: report.title, Subject: report.edition, Creator: 'Wardround' },
  })
  const chunks: Uint8Array[] = []
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  const root = doc.struct('Document')
  doc.addStructure(root)
  const write = (type: string, font: string, size: number, words: string, gap = 0.5): void => {
    root.add(
      doc.struct(type, {}, () => {
        doc.font(font).fontSize(size).text(inFont(words), MARGIN, doc.y, { paragraphGap: 2 })
      }),
    )
    doc.moveDown(gap)
  }
  write('H1', 'Helvetica-Bold', 18, report.title)
  write('P', 'Helvetica', BODY, report.edition, 1)
  for (const { heading, blocks } of report.sections) {
    if (doc.y > doc.page.height - 3 * MARGIN) doc.addPage()
    write('H2', 'Helvetica-Bold', 14, heading)
    for (const block of blocks) {
      if (block.kind === 'text')
        for (const line of block.text.split('\n')) write('P', 'Helvetica', BODY, line)
      else writeTable(doc, root, block, heading)
    }
    doc.moveDown(0.5)
  }
  root.end()
  numberPages(doc, report.title)
  doc.end()
  return done
}

// One row a block, each cell under its heading: a wide table would be cut or unreadably small on A4. In one
// of two columns the first cell is the heading: its own words above it would only be read each time.
const writeTable = (
  doc: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  { caption, headings, rows }: Extract<ReportBlock, { kind: 'table' }>,
  above: string,
): void => {
  const table = doc.struct('Table')
  root.add(table)
  // A caption that says what the heading above it says is not read twice.
  if (caption !== above)
    table.add(
      doc.struct('Caption', {}, () => {
        doc.font('Helvetica-Bold').fontSize(BODY).text(inFont(caption), MARGIN, doc.y)
      }),
    )
  for (const cells of rows) {
    if (doc.y > doc.page.height - 2.5 * MARGIN) doc.addPage()
    const row = doc.struct('TR')
    table.add(row)
    const isPair = headings.length === 2
    for (const [place, words] of (isPair ? cells.slice(1) : cells).entries()) {
      row.add(
        doc.struct('TH', {}, () => {
          doc
            .font('Helvetica-Bold')
            .fontSize(BODY - 1)
            .text(inFont((isPair ? cells : headings)[place] ?? ''), MARGIN, doc.y)
        }),
      )
      row.add(
        doc.struct('TD', {}, () => {
          doc.font('Helvetica').fontSize(BODY).text(inFont(words), MARGIN, doc.y)
        }),
      )
    }
    row.end()
    doc.moveDown(0.7)
  }
  table.end()
}

// What a reader of a printed paper needs; no part of its text, so an artifact (ISO 32000-1, 14.8.2.2).
const numberPages = (doc: PDFKit.PDFDocument, title: string): void => {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    doc
      .font('Helvetica')
      .fontSize(BODY - 2)
      .text(
        inFont(`${title}. Page ${page + 1} of ${count}`),
        MARGIN,
        doc.page.height - MARGIN + 14,
        {
          lineBreak: false,
          width: doc.page.width - 2 * MARGIN,
          height: BODY,
          ellipsis: true,
        },
      )
    doc.endMarkedContent()
  }
}

const WINDOWS_1252 =
  /[^\n\t\u0020-\u007e\u00a0-\u00ff\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]/gu

const inFont = (words: string): string => words.replaceAll(WINDOWS_1252, '?')
