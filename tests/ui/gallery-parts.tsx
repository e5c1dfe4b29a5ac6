import type { ReactElement } from 'react'
import {
  Card,
  CountCards,
  Details,
  EmptyState,
  FilterBar,
  HistoryList,
  InsetText,
  NotificationBanner,
  PageHeading,
  Pagination,
  Panel,
  QrCode,
  Select,
  ShareBar,
  StageTrack,
  SummaryList,
  Table,
  Tabs,
  Tag,
  TaskList,
  TextField,
  TwoColumns,
  WarningCallout,
  type Tone,
} from '#ui/index.js'

const GROUPS = [
  { group: 'Women', n: '412', value: '0.84', interval: '0.80 to 0.87' },
  { group: 'Men', n: '388', value: '0.83', interval: '0.79 to 0.86' },
  { group: '75 and over', n: '301', value: '0.79', interval: '0.74 to 0.83', look: true },
  { group: 'Under 25', n: '*', value: '*', interval: 'too few to say' },
  { group: 'Not recorded', n: '17', value: '–', interval: 'not answered' },
]

const TONES: readonly Tone[] = ['neutral', 'green', 'yellow', 'red', 'blue', 'orange', 'outline']

/** Every part, as a page about an invented deployment would use it. */
export const GalleryParts = (): ReactElement => (
  <>
    <PageHeading aside="version 2.3 at Example Teaching Hospitals">
      Example chest X-ray triage
    </PageHeading>
    <StageTrack
      stages={[
        { name: 'Opportunity', state: 'passed' },
        { name: 'Assess', state: 'passed' },
        { name: 'Pilot', state: 'not-passed-here' },
        { name: 'Implement', state: 'passed' },
        { name: 'Business as usual', state: 'current', note: 'since 12 May 2026' },
        { name: 'Scale', state: 'to-come' },
      ]}
    />
    <Tabs
      label="This deployment"
      active="/d/monitoring"
      tabs={[
        { label: 'Summary', href: '/d' },
        { label: 'Gates', href: '/d/gates' },
        { label: 'Evidence', href: '/d/evidence', count: 24 },
        { label: 'Monitoring', href: '/d/monitoring' },
        { label: 'History', href: '/d/history' },
      ]}
    />
    <CountCards
      cards={[
        { count: 3, words: 'need a decision this week', href: '/a' },
        { count: 2, words: 'signals not yet explained', href: '/b' },
        { count: 1, words: 'alert: 2 of 6 have not answered', href: '/c' },
        { count: 0, words: 'pieces of evidence expire in 30 days', href: '/e' },
        { count: 12345, words: 'organisations doing the same thing', href: '/f' },
      ]}
    />
    <TwoColumns main={<Main />} side={<Side />} />
  </>
)

const Main = (): ReactElement => (
  <>
    <Panel tone="orange">
      <p>
        <strong>Sensitivity has fallen since version 2.3 was installed.</strong> Ten weeks in a row
        are below the mean of 0.86; the latest is 0.83 (0.79 to 0.86), below the pass mark of 0.85.
      </p>
    </Panel>
    <ShareBar
      shares={[
        { words: 'accepted whole', count: 9 },
        { words: 'started from another', count: 10 },
        { words: 'yours', count: 7 },
      ]}
    />
    <Card heading="For whom">
      <Table
        caption="Sensitivity by group"
        quietCaption
        rows={GROUPS}
        columns={[
          {
            heading: 'Group',
            cell: (row) => row.group,
            sort: { href: '?by=group', direction: 'ascending' },
          },
          {
            heading: 'X-rays with a finding',
            numeric: true,
            cell: (row) => row.n,
            sort: { href: '?by=n' },
          },
          { heading: 'Wait', unit: 'days', numeric: true, cell: (row) => row.value },
          { heading: '95% interval', cell: (row) => row.interval },
          {
            heading: 'State',
            quietHeading: true,
            cell: (row) => (row.look ? <Tag tone="yellow">Look</Tag> : null),
          },
        ]}
      />
      <Pagination previous="?before=a" next="?after=b" words="51 to 100 of 10,000" />
    </Card>
    <Card heading="Overdue, needs attention, duplicated">
      <TaskList
        empty="Nothing needs you."
        tasks={[
          {
            word: 'Alert',
            tone: 'red',
            text: 'Example ambient scribe 4.1 may leave out a negation, reported, not established',
            note: 'issued by Example North; not a National Patient Safety Alert',
            action: { href: '/t1', words: 'See answers' },
          },
          {
            word: 'Duplicated',
            tone: 'blue',
            text: 'Example North and Example Riverside are both assessing a letter-drafting tool',
            action: { href: '/t2', words: 'Introduce them' },
          },
        ]}
      />
    </Card>
    <Card heading="History">
      <HistoryList
        entries={[
          {
            what: 'Purpose changed',
            who: 'Sam Example',
            when: new Date('2026-07-14T14:05:00Z'),
            reason: 'the supplier renamed it',
            changes: [{ field: 'Purpose', before: 'Triage', after: 'Triage of chest X-rays' }],
          },
          { what: 'Registered', who: 'Sam Example', when: new Date('2026-01-14T12:00:00Z') },
        ]}
      />
    </Card>
    <FilterBar action="/register" keep={{ sort: 'name' }} clearHref="/register">
      <TextField name="q" label="Name" type="search" />
      <Select
        name="stage"
        label="Stage"
        empty="Any"
        choices={[{ value: 'pilot', label: 'Pilot' }]}
      />
    </FilterBar>
    <EmptyState
      heading="No measures yet"
      action={{ href: '/plan', words: 'Write the monitoring plan' }}
    >
      <p>When a plan names what is watched, its points appear here.</p>
    </EmptyState>
  </>
)

const Side = (): ReactElement => (
  <>
    <Card heading="What to do" edge="orange">
      <p>
        <Tag tone="yellow">Signal</Tag> 7 or more points on one side, week 21
      </p>
      <p>
        Owner: imaging lead. Due <strong>25 November</strong>.
      </p>
    </Card>
    <Card heading="This deployment">
      <SummaryList
        rows={[
          { key: 'Owner', value: 'Imaging lead', action: { href: '/owner', words: 'Change' } },
          { key: 'Fallback' },
        ]}
      />
      <p>
        {TONES.map((tone) => (
          <span key={tone}>
            <Tag tone={tone}>{`In ${tone}`}</Tag>{' '}
          </span>
        ))}
      </p>
    </Card>
    <NotificationBanner title="Success" success>
      <p>Alert sent to 6 organisations.</p>
    </NotificationBanner>
    <InsetText>Relying on this does not pass on your responsibility.</InsetText>
    <WarningCallout heading="Before you pause">
      <p>Wardround switches nothing off.</p>
    </WarningCallout>
    <Details summary="How this is worked out">
      <p>Wilson intervals.</p>
    </Details>
    <QrCode text="https://wardround.example.org/raise/abc" label="QR code to raise a concern" />
  </>
)
