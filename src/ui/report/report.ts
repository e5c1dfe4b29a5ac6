/** A part of a report: paragraphs, or a table. */
export type ReportBlock =
  | { kind: 'text'; text: string }
  | {
      kind: 'table'
      caption: string
      headings: readonly string[]
      rows: readonly (readonly string[])[]
    }

/** A report, as its page, its PDF and its digest are made from. */
export interface Report {
  title: string
  /** Draft, or the number under which it was issued. */
  edition: string
  sections: readonly ReportSection[]
}

/** A section of a report. */
export interface ReportSection {
  heading: string
  blocks: readonly ReportBlock[]
}

/** A section. */
export const section = (heading: string, blocks: readonly ReportBlock[]): ReportSection => ({
  heading,
  blocks,
})

/** Paragraphs, one a line. */
export const text = (words: string): ReportBlock => ({ kind: 'text', text: words })

/** A table, or a sentence that says there is nothing to put into it. */
export const table = (
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): ReportBlock =>
  rows.length === 0 ? text(`${caption}: none.`) : { kind: 'table', caption, headings, rows }
