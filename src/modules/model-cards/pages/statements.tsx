import type { ReactElement } from 'react'
import { SummaryList, Table } from '#ui/index.js'
import { shownSections, type ShownSection } from '../card-view.js'
import type { Statement } from '../statements.js'

/** Everything a card states, in its order, each section introduced as its supplier's statement. */
export const Statements = (props: { statements: readonly Statement[] }): ReactElement => (
  <>
    {shownSections(props.statements).map((section) => (
      <Section key={section.heading} section={section} />
    ))}
  </>
)

const Section = ({ section }: { section: ShownSection }): ReactElement => (
  <section>
    <h3>{section.heading}</h3>
    <p className="wr-quiet">The supplier states:</p>
    <SummaryList
      rows={section.facts.map(({ label, value }) => ({
        key: label,
        value: value === '' ? 'nothing: the supplier left this empty' : `“${value}”`,
      }))}
    />
    {section.results.map(({ heading, rows }) => (
      <Table
        key={heading}
        caption={`Results the supplier states: ${heading}`}
        compact
        rows={rows}
        columns={[
          { heading: 'What was measured', cell: (row) => row.what },
          { heading: 'Value', numeric: true, cell: (row) => row.value },
          { heading: 'Interval or spread', cell: (row) => row.spread },
        ]}
      />
    ))}
  </section>
)
