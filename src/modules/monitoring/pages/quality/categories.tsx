import type { ReactElement } from 'react'
import { asCount, asFigure, asList, asPercent, Card, Table } from '#ui/index.js'
import { CATEGORY_LEVEL, type CategoryChange } from '../../drift/category-change.js'
import { DRIFT_MATTERS } from '../../drift/score-drift.js'
import { capital, windowWords } from '../../words.js'
import { referenceWords } from '../reference-words.js'
import { Verdict } from './drift.js'

/** Whether categories occur as often as in the periods they are held against; nothing without any. */
export const Categories = ({
  changes,
}: {
  changes: readonly CategoryChange[]
}): ReactElement | null => {
  if (changes.length === 0) return null
  return (
    <Card heading="Do categories occur as before?" id="categories">
      {changes.map((change) => (
        <Column key={change.of} change={change} />
      ))}
      <p className="wr-note">
        “Changed” needs both size (a stability index of {DRIFT_MATTERS} or more, Siddiqi 2006) and
        more than chance makes (chi-squared, p under {CATEGORY_LEVEL}). Where a category is too rare
        for the test (fewer than five expected, Cochran 1954) it is too few to say; new and lost
        categories are named all the same.
      </p>
    </Card>
  )
}

const Column = ({ change: { of, reference, changed } }: { change: CategoryChange }) => (
  <>
    {of ? <h3 className="nhsuk-heading-s">{capital(of)}</h3> : null}
    <p>{referenceWords(reference)}</p>
    <Table
      caption={`Categories${of ? ` of ${of}` : ''}, newest period first`}
      quietCaption
      rows={changed}
      rowKey={({ window }) => `${window.from} ${window.versionName}`}
      empty={<p>No later period has categories yet.</p>}
      columns={[
        {
          heading: 'Period and version',
          rowHeader: true,
          cell: ({ window }) =>
            [capital(windowWords(window.from, window.to)), window.versionName]
              .filter(Boolean)
              .join(', version '),
        },
        {
          heading: 'Rows',
          numeric: true,
          cell: ({ window }) => asCount([...window.counts.values()].reduce((a, b) => a + b, 0)),
        },
        { heading: 'Shares', cell: ({ verdict }) => <Verdict verdict={verdict} /> },
        {
          heading: 'Stability index',
          numeric: true,
          cell: ({ drift }) => asFigure(drift.stability, 3, '–'),
        },
        { heading: 'New', cell: ({ drift }) => asList(drift.newCategories) || 'none' },
        { heading: 'Gone', cell: ({ drift }) => asList(drift.lostCategories) || 'none' },
        {
          heading: 'Without a category',
          cell: ({ drift: { missingness } }) =>
            missingness.current === null ? '–' : asPercent(missingness.current, 1),
        },
      ]}
    />
  </>
)
