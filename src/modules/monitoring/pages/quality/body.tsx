import type { ReactElement } from 'react'
import {
  asCount,
  asCountOf,
  asDate,
  asPercent,
  Button,
  Card,
  EmptyState,
  IfMayOpen,
  OnThisPage,
  Panel,
  Table,
  Tag,
} from '#ui/index.js'
import type { Arrival, WindowQuality } from '../../quality/data-quality.js'
import type { ShownDrift } from '../../drift/read-drift.js'
import type { showQuality } from '../../quality/show-quality.js'
import { silenceSentence, type Silence } from '../../signals/silences.js'
import { capital, EXCLUSION_WORDS, windowWords } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import { Categories } from './categories.js'
import { Drift } from './drift.js'
import { Estimates } from './estimates.js'

type Shown = NonNullable<(typeof showQuality)['gives']>

const TONES: Readonly<Record<Arrival, 'green' | 'yellow' | 'neutral' | 'orange'>> = {
  'in time': 'green',
  late: 'yellow',
  'to come': 'neutral',
  missing: 'orange',
}

/** What came in, what is missing or late, what was left out, and how complete outcomes are by age. */
export const QualityBody = ({ shown }: { shown: Shown }): ReactElement => {
  const { windows, counted, deployment, plan } = shown
  const silent = shown.silent.filter(({ answered }) => !answered)
  const explained = shown.silent.filter(({ answered }) => answered)
  const isMissing = silent.length > 0 || windows.some(({ arrival }) => arrival === 'missing')
  if (!plan) {
    return (
      <EmptyState
        heading="No monitoring plan yet"
        action={{ href: monitoringHref(deployment.id, '/plan'), words: 'Fix the monitoring plan' }}
      >
        <p>The plan says which figures are expected, and when.</p>
      </EmptyState>
    )
  }
  return (
    <>
      <Panel tone={isMissing ? 'orange' : 'green'}>
        <strong>{headline(windows, silent, explained.length > 0)}</strong> Figures are due 14 days
        after the {asCountOf(plan.followUpDays, 'day')} of follow-up.
        {explained.length > 0
          ? ` Answered already: ${explained.map(silenceSentence).join(' ')}`
          : ''}
      </Panel>
      <IfMayOpen href={monitoringHref(deployment.id, '/send')}>
        <Button href={monitoringHref(deployment.id, '/send')}>Send figures</Button>
      </IfMayOpen>
      {shown.drift ? <OnThisPage parts={partsOf(shown.drift)} /> : null}
      <Card heading="By period" id="periods">
        <Windows windows={windows} />
      </Card>
      <LeftOut {...counted} />
      {shown.drift ? (
        <>
          <Drift drift={shown.drift} deploymentId={deployment.id} />
          <Categories changes={shown.drift.categories} />
          <Estimates drift={shown.drift} />
        </>
      ) : null}
    </>
  )
}

const partsOf = ({ categories, estimated }: ShownDrift) => [
  { id: 'periods', words: 'By period' },
  { id: 'left-out', words: 'Rows left out, and why' },
  { id: 'drift', words: 'Is what goes in still the same?' },
  ...(categories.length > 0 ? [{ id: 'categories', words: 'Do categories occur as before?' }] : []),
  ...(estimated.length > 0
    ? [{ id: 'estimates', words: 'Estimates of what is still to come' }]
    : []),
]

/** A period that something came for is not missing, so that what of it did not come is said beside it. */
const headline = (
  windows: readonly WindowQuality[],
  silent: readonly Silence[],
  isSomeExplained: boolean,
): string => {
  if (windows.length === 0) return 'No period has ended yet.'
  const count = (wanted: Arrival) => windows.filter(({ arrival }) => arrival === wanted).length
  const [missing, late] = [count('missing'), count('late')]
  const of = `of the last ${asCountOf(windows.length, 'period')}`
  if (missing === 0 && late === 0 && silent.length === 0)
    return `Every ${isSomeExplained ? 'other ' : ''}figure ${of} that was due came in time.`
  const lateOf = missing > 0 ? '' : ` ${of}`
  return [
    ...silent.map(silenceSentence),
    missing > 0 ? `${asCount(missing)} ${of} ${missing === 1 ? 'is' : 'are'} missing.` : '',
    late > 0 ? `${asCount(late)}${lateOf} came late.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

const Windows = ({ windows }: { windows: readonly WindowQuality[] }) => (
  <Table
    caption="What came in, newest period first"
    quietCaption
    rows={windows}
    empty={<p>No period has ended yet.</p>}
    columns={[
      { heading: 'Period', cell: ({ from, to }) => capital(windowWords(from, to)) },
      {
        heading: 'Figures',
        cell: ({ arrival, dueOn }) => (
          <>
            <Tag tone={TONES[arrival]}>{arrival}</Tag>
            {arrival === 'to come' ? ` due by ${asDate(dueOn)}` : ''}
          </>
        ),
      },
      { heading: 'Rows', numeric: true, cell: ({ rows }) => (rows ? asCount(rows) : '–') },
      {
        heading: 'Used',
        numeric: true,
        cell: ({ rows, used }) => (rows ? `${asCount(used)} (${asPercent(used / rows)})` : '–'),
      },
      {
        heading: 'Outcome known',
        numeric: true,
        cell: ({ complete, pending }) =>
          complete === null
            ? '–'
            : `${asPercent(complete)}${pending > 0 ? `, ${asCount(pending)} to come` : ''}`,
      },
      {
        heading: 'Versions and sites',
        cell: ({ received }) =>
          [
            ...new Set(
              received.map(({ versionName, site }) =>
                [versionName, site].filter(Boolean).join(', '),
              ),
            ),
          ]
            .filter(Boolean)
            .join('; ') || '–',
      },
    ]}
  />
)

const LeftOut = ({ rows, used, leftOut }: Shown['counted']) => (
  <Card heading="Rows left out, and why" id="left-out">
    {leftOut.length === 0 ? (
      <p>No row was left out of the figures of these periods.</p>
    ) : (
      <>
        <p>
          {asCount(rows)} rows were read and {asCount(used)} used.
        </p>
        <Table
          caption="Rows left out, by reason"
          quietCaption
          rows={leftOut}
          columns={[
            {
              heading: 'Reason',
              cell: ({ reason }) => capital(EXCLUSION_WORDS[reason] ?? reason),
            },
            { heading: 'Rows', numeric: true, cell: (one) => asCount(one.rows) },
          ]}
        />
      </>
    )}
    <p className="wr-note">
      Counted by the sender in every summary that these periods came in, for the whole of its file.
      Groups of fewer than 10 are left out of breakdowns, not of the whole.
    </p>
  </Card>
)
