import type { ReactElement } from 'react'
import { Table } from '../parts/table.js'
import { Tag } from '../parts/tag.js'
import type { Report, ReportBlock } from './report.js'

/** A report as the body of a page, below the page’s own heading. */
export const ReportBody = ({ report }: { report: Report }): ReactElement => (
  <>
    <h2>{report.title}</h2>
    <p>
      <Tag tone="outline">{report.edition}</Tag>
    </p>
    {report.sections.map(({ heading, blocks }) => (
      <section key={heading}>
        <h3>{heading}</h3>
        {blocks.map((block, index) => (
          <Block key={index} block={block} />
        ))}
      </section>
    ))}
  </>
)

const Block = ({ block }: { block: ReportBlock }): ReactElement =>
  block.kind === 'text' ? (
    <>
      {block.text.split('\n').map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </>
  ) : (
    <Table
      caption={block.caption}
      quietCaption
      compact
      rows={block.rows}
      columns={block.headings.map((heading, place) => ({
        heading,
        cell: (row: readonly string[]) =>
          (row[place] ?? '').split('\n').map((line, index) => <p key={index}>{line}</p>),
      }))}
    />
  )
