import type { ReactElement } from 'react'
import { asCount, asFigure, Card, Details, ReliabilityChart, Table } from '#ui/index.js'
import type { WindowHistogram } from '../../read-histogram.js'
import { benefitRows, scoreBands } from '../../score-bands.js'
import { windowWords } from '../../words.js'

/** Whether scores agree with outcomes, and whether acting on them does more good than harm. */
export const Scores = ({ histogram }: { histogram: WindowHistogram }): ReactElement => {
  const { windowFrom, windowTo, versionName, bins } = histogram
  const of = `${windowWords(windowFrom, windowTo)}, version ${versionName}`
  return (
    <Card>
      <ReliabilityChart
        id="calibration"
        title={`Do scores agree with outcomes? ${of}`}
        bins={scoreBands(bins)}
        note="Ten bands of about equal numbers with 95% intervals (Wilson 1927), from the merged histogram; scores are taken in the middle of their bin. Watch slope, observed to expected or the expected calibration error for a figure."
      />
      <Details summary="Net benefit by threshold">
        <Table
          caption={`Net benefit, ${of}`}
          compact
          rows={benefitRows(bins)}
          rowKey={({ threshold }) => String(threshold)}
          empty={<p>The histogram has too few edges.</p>}
          columns={[
            {
              heading: 'Threshold',
              numeric: true,
              cell: ({ threshold }) => asFigure(threshold, 3),
            },
            { heading: 'Flagged', numeric: true, cell: ({ flagged }) => asCount(flagged) },
            {
              heading: 'Acting on the score',
              numeric: true,
              cell: (row) => asFigure(row.score, 3),
            },
            {
              heading: 'Acting on everybody',
              numeric: true,
              cell: (row) => asFigure(row.everybody, 3),
            },
          ]}
        />
        <p className="wr-note">
          Cases rightly flagged for each case, less those wrongly flagged weighed by the odds of the
          threshold; acting on nobody is 0 (Vickers and Elkin 2006). A score below 0 or below acting
          on everybody does more harm than good at that threshold, if the threshold says what a
          wrong flag is worth.
        </p>
      </Details>
    </Card>
  )
}
