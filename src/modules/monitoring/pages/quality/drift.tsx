import type { ReactElement } from 'react'
import {
  asCount,
  asCountOf,
  asDate,
  asFigure,
  asPercent,
  Card,
  FilterBar,
  IfMayOpen,
  Select,
  Table,
  Tag,
  TextField,
  type Tone,
} from '#ui/index.js'
import type { MissingDrift } from '../../drift/missing-drift.js'
import { MISSING_MATTERS } from '../../drift/missing-drift.js'
import type { DriftedWindow, ShownDrift } from '../../drift/read-drift.js'
import type { ScoredWindow } from '../../drift/score-store.js'
import { DRIFT_MATTERS, FEWEST_SCORES, type ScoreDrift } from '../../drift/score-drift.js'
import { capital, windowWords } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import { referenceWords } from '../reference-words.js'

const VERDICTS: Readonly<Record<ScoreDrift['verdict'], readonly [Tone, string]>> = {
  shift: ['yellow', 'changed: look'],
  'large-only': ['neutral', 'may be chance'],
  'chance-excluded-only': ['neutral', 'small change'],
  'no-shift': ['neutral', 'no change shown'],
  'too-few-to-say': ['neutral', 'too few to say'],
}

/** Whether scores, and what is missing, differ from the periods they are held against. */
export const Drift = (props: { drift: ShownDrift; deploymentId: string }): ReactElement => {
  const { drift, deploymentId } = props
  const { reference, drifted } = drift
  return (
    <Card heading="Is what goes in still the same?" id="drift">
      <p>{headline(drifted)}</p>
      <Choose {...props} />
      <p>{referenceWords(reference)}</p>
      <Table
        caption={`Scores and missing values${drift.site ? ` at ${drift.site}` : ''}, newest period first`}
        quietCaption
        rows={drifted}
        rowKey={({ window }) => `${window.from} ${window.versionName}`}
        empty={
          <p>
            No other period has scores here. They come with{' '}
            <IfMayOpen
              href={monitoringHref(deploymentId, '/send')}
              otherwise="figures from a prediction log"
            >
              <a href={monitoringHref(deploymentId, '/send')}>figures from a prediction log</a>
            </IfMayOpen>{' '}
            whose scores are probabilities.
          </p>
        }
        columns={[
          {
            heading: 'Period and version',
            rowHeader: true,
            cell: ({ window }) =>
              [capital(windowWords(window.from, window.to)), window.versionName]
                .filter(Boolean)
                .join(', version '),
          },
          { heading: 'Scores', numeric: true, cell: ({ scores }) => asCount(scores.rows) },
          {
            heading: 'Spread of scores',
            cell: ({ scores }) => <Verdict verdict={scores.verdict} />,
          },
          {
            heading: 'Stability index (by chance up to)',
            cell: ({ scores }) =>
              scores.stability === null
                ? '–'
                : `${asFigure(scores.stability, 3)} (${asFigure(scores.byChance, 3)})`,
          },
          {
            heading: 'Jensen-Shannon distance',
            numeric: true,
            cell: ({ scores }) => asFigure(scores.distance, 3, '–'),
          },
          {
            heading: 'No score',
            cell: ({ withoutScore, window }) => <Missing of={withoutScore} window={window} />,
          },
          {
            heading: 'No outcome, none to come',
            cell: ({ withoutOutcome, window }) => <Missing of={withoutOutcome} window={window} />,
          },
        ]}
      />
      <ReasonsNotKept windows={[...reference.windows, ...drifted.map(({ window }) => window)]} />
      <p className="wr-note">
        Scores of all rows that have one, from merged histograms, in up to ten bins of about equal
        numbers. “Changed” needs both size (an index of {DRIFT_MATTERS} or more, Siddiqi 2006; a
        share of missing rows that moved by {asPercent(MISSING_MATTERS)} or more) and more than
        chance makes (Yurdakul and Naranjo 2020; chi-squared, p under 0.01). Fewer than{' '}
        {FEWEST_SCORES} scores on a side are too few to say. A change raises a signal only where the
        plan watches “Score drift” or missing values: it says that patients, coding or the tool may
        have changed, not that it does harm. No change shown is no proof that it does well.
      </p>
    </Card>
  )
}

const headline = (drifted: readonly DriftedWindow[]): string => {
  const [newest] = drifted
  if (!newest) return 'There is nothing to compare yet.'
  const changes = [
    newest.scores.verdict === 'shift' ? 'the spread of scores' : '',
    newest.withoutScore.verdict === 'shift' ? 'the share of rows without a score' : '',
    newest.withoutOutcome.verdict === 'shift' ? 'the share of rows without an outcome' : '',
  ].filter(Boolean)
  const period = windowWords(newest.window.from, newest.window.to)
  if (changes.length > 0)
    return `In ${period} ${changes.join(' and ')} differed from the reference. Ask what changed: who is scored, how it is coded, or the tool.`
  if (newest.scores.verdict === 'too-few-to-say')
    return `${capital(period)} has too few scores, or its reference has, to say whether they changed.`
  return `In ${period} scores and missing values showed no change that is both large and more than chance.`
}

const Choose = ({ drift, deploymentId }: { drift: ShownDrift; deploymentId: string }) => {
  const here = monitoringHref(deploymentId, '/quality')
  const { kind, windows } = drift.reference
  const chosen = kind === 'chosen'
  return (
    <FilterBar
      action={`${here}#drift`}
      clearHref={chosen || drift.site ? `${here}#drift` : undefined}
    >
      {drift.sites.length > 1 ? (
        <Select
          name="site"
          label="Site"
          value={drift.site}
          choices={drift.sites.map((site) => ({ value: site, label: site || 'not named' }))}
        />
      ) : null}
      <TextField
        name="from"
        label="Hold against periods from"
        hint="For example 2026-01-05"
        width={10}
        value={chosen ? (windows[0]?.from ?? '') : ''}
      />
      <TextField
        name="to"
        label="Up to"
        hint="For example 2026-03-30"
        width={10}
        value={chosen ? (windows.at(-1)?.to ?? '') : ''}
      />
    </FilterBar>
  )
}

/** A judgement of a change. */
export const Verdict = ({ verdict }: { verdict: ScoreDrift['verdict'] }) => {
  const [tone, words] = VERDICTS[verdict]
  return <Tag tone={tone}>{words}</Tag>
}

/** Says which periods cannot say what their rows lack. */
const ReasonsNotKept = ({ windows }: { windows: readonly ScoredWindow[] }) => {
  const without = windows.filter(({ reasonsKept }) => !reasonsKept)
  const newest = without.reduce((latest, { to }) => (to > latest ? to : latest), '')
  if (newest === '') return null
  return (
    <p>
      Reasons were not kept by period for figures that came in before Wardround kept them: rows were
      left out of {asCountOf(without.length, 'period')} here, the newest before {asDate(newest)},
      and it is not known how many lacked a score or an outcome.
    </p>
  )
}

const Missing = (props: { of: MissingDrift; window: ScoredWindow }) => {
  const { missing, rows, share, verdict } = props.of
  if (!props.window.reasonsKept) return <>reasons not kept</>
  return (
    <>
      {rows > 0 ? missingWords(missing, rows, share) : '–'}{' '}
      {verdict === 'shift' ? <Verdict verdict={verdict} /> : null}
    </>
  )
}

const missingWords = (missing: number, rows: number, share: number | null): string =>
  missing === 0 ? 'none' : `${asCount(missing)} of ${asCount(rows)} (${asPercent(share, 1)})`
