import type { ReactElement } from 'react'
import { asCount, asFigure, Card, InsetText, Table, Tag } from '#ui/index.js'
import type { PerformanceEstimate } from '../../drift/estimate-performance.js'
import { FEWEST_FOR_ESTIMATE } from '../../drift/estimate-performance.js'
import type { ShownDrift } from '../../drift/read-drift.js'
import { capital, windowWords } from '../../words.js'

/** What periods may come to whose outcomes are not complete, kept apart from every measured figure. */
export const Estimates = ({ drift }: { drift: ShownDrift }): ReactElement | null => {
  const { estimated, threshold } = drift
  if (estimated.length === 0) return null
  const rate = (name: string, of: 'recall' | 'precision') =>
    threshold
      ? [
          {
            heading: `${name} at “${threshold.name}”`,
            numeric: true,
            cell: ({ estimate }: { estimate: PerformanceEstimate | null }) =>
              estimate ? asFigure(estimate.estimate[of]) : '–',
          },
        ]
      : []
  return (
    <Card heading="Periods whose outcomes are still to come: an estimate" id="estimates">
      <InsetText>
        <strong>These are not measured.</strong> They assume that a score still means the same
        chance of the outcome as in the reference. Where that has changed, as it does when a tool
        gets worse at telling people apart, the estimate stays high and is wrong. Measured figures
        take its place as outcomes arrive.
      </InsetText>
      <Table
        caption="Estimated performance, newest period first"
        quietCaption
        rows={estimated}
        rowKey={({ window }) => `${window.from} ${window.versionName}`}
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
            heading: 'Scores',
            cell: ({ estimate }) =>
              estimate ? asCount(estimate.scores) : <Tag tone="neutral">too few to say</Tag>,
          },
          {
            heading: 'AUROC (by sampling alone)',
            cell: ({ estimate }) => (estimate ? areaWords(estimate) : '–'),
          },
          ...rate('Sensitivity', 'recall'),
          ...rate('Predictive value', 'precision'),
          {
            heading: 'Outcomes expected',
            numeric: true,
            cell: ({ estimate }) =>
              estimate ? asCount(Math.round(estimate.estimate.expectedEvents)) : '–',
          },
        ]}
      />
      <p className="wr-note">
        Confidence-based performance estimation (cbpe/1; Białek 2024) from merged histograms, scores
        taken in the middle of their bin, with an increasing line through the outcomes of the
        reference
        {estimated.map(({ estimate }) => estimate).find(Boolean) ? ` (${basis(drift)})` : ''}. It
        needs {FEWEST_FOR_ESTIMATE} cases with the outcome, as many without, and as many scores. The
        interval is of sampling alone (Hanley and McNeil 1982). Estimates are never stored, judged
        by a rule, shown on a chart or shared.
      </p>
    </Card>
  )
}

const basis = ({ estimated }: ShownDrift): string => {
  const estimate = estimated.map((one) => one.estimate).find((one) => one !== null)
  return estimate
    ? `${asCount(estimate.referenceRows)} cases, ${asCount(estimate.referenceEvents)} with the outcome`
    : ''
}

const areaWords = ({ estimate, aurocBySampling }: PerformanceEstimate): string => {
  const [low, high] = aurocBySampling ?? [null, null]
  return aurocBySampling
    ? `${asFigure(estimate.auroc)} (${asFigure(low)} to ${asFigure(high)})`
    : asFigure(estimate.auroc)
}
