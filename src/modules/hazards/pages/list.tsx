import type { ReactElement } from 'react'
import { isAllowed, type Actor } from '#kernel/actor.js'
import { withoutFilters, withQuery } from '#kernel/address.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import {
  asCountOf,
  Button,
  ButtonGroup,
  EmptyList,
  FilterBar,
  Pagination,
  Panel,
  Select,
  Table,
  Tag,
  TextField,
  type Column,
} from '#ui/index.js'
import { ENTRY_NAMES, STATE_NAMES } from '../field-words.js'
import { listHazards, type HazardCounts } from '../list-hazards.js'
import { ENTRIES, MAY_READ, MAY_SCORE, MAY_WRITE, STATES } from '../model.js'
import type { JudgedHazard } from '../hazard-facts.js'
import type { Place } from './places.js'
import { HowJudged, LogOfMember } from './about-log.js'
import { RiskTag, StandingTag } from './tags.js'

/** The hazards of a log: what stands in the way first. */
export const listPage = (place: Place): PageDescription =>
  page({
    path: place.path,
    allow: MAY_READ,
    get: async ({ read, params, query, actor }) => {
      const here = place.here(params)
      const list = await read(listHazards, { ...query, limit: undefined, log: place.of(params) })
      const to = (changes: Record<string, string>) => withQuery(here, { ...query, ...changes })
      return {
        title: 'Hazards',
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <>
            {list.subject.deployment ? null : (
              <h2>Hazards of version {list.subject.version?.name}</h2>
            )}
            {list.subject.ofMember ? <LogOfMember subject={list.subject} /> : null}
            <Panel tone={toneOf(list.counts)}>{summary(list.counts)}</Panel>
            <Acts
              here={here}
              actor={actor}
              isDeployment={list.subject.deployment !== null}
              ofMember={list.subject.ofMember}
            />
            <FilterBar action={here} clearHref={withoutFilters(here, query)}>
              <TextField label="Search" name="search" type="search" value={query['search']} />
              <Select
                label="Risk after controls"
                name="risk"
                empty="Any"
                value={query['risk']}
                choices={RISKS}
              />
              <Select
                label="State"
                name="state"
                empty="Any"
                value={query['state']}
                choices={STATES.map((value) => ({ value, label: STATE_NAMES[value] }))}
              />
              <Select
                label="Entry"
                name="entry"
                empty="All that count"
                value={query['entry']}
                choices={ENTRIES.map((value) => ({ value, label: ENTRY_NAMES[value] }))}
              />
              <Select label="Sort by" name="sort" value={query['sort'] || 'risk'} choices={SORTS} />
            </FilterBar>
            <Table
              caption="Hazards"
              quietCaption
              rows={list.rows}
              rowKey={({ hazard }) => hazard.id}
              empty={
                <Nothing
                  clearHref={withoutFilters(here, query)}
                  mayWrite={isAllowed(actor, MAY_WRITE)}
                />
              }
              columns={COLUMNS}
            />
            <Pagination
              previous={list.previous ? to({ cursor: list.previous }) : undefined}
              next={list.next ? to({ cursor: list.next }) : undefined}
            />
            <HowJudged log={list.log} criteria={list.criteria} />
          </>
        ),
      }
    },
  })

const RISKS = [
  { value: 'none', label: 'Not scored' },
  ...['5', '4', '3', '2', '1'].map((value) => ({ value, label: `Risk ${value}` })),
  { value: 'review', label: 'Under review' },
]
const SORTS = [
  { value: 'risk', label: 'Risk, highest first' },
  { value: 'reference', label: 'Number' },
  { value: 'name', label: 'Name' },
]

const COLUMNS: Column<JudgedHazard>[] = [
  {
    heading: 'Hazard',
    cell: ({ hazard }) => (
      <>
        <a href={`/hazards/${hazard.id}`}>{hazard.name}</a>
        <span className="wr-note">
          {hazard.reference}
          {hazard.source ? `, stated by ${hazard.source.organisationName}` : ''}
        </span>
      </>
    ),
  },
  { heading: 'Before controls', cell: ({ hazard }) => <RiskTag risk={hazard.initialRisk} /> },
  { heading: 'After controls', cell: ({ hazard }) => <RiskTag risk={hazard.residualRisk} /> },
  {
    heading: 'Where it stands',
    cell: ({ hazard, standing }) =>
      hazard.state === 'closed' || hazard.entry === 'deprecated' ? (
        <Tag tone="neutral">
          {hazard.state === 'closed' ? STATE_NAMES.closed : ENTRY_NAMES.deprecated}
        </Tag>
      ) : (
        <>
          <StandingTag standing={standing} />
          {hazard.state === 'transferred' ? (
            <span className="wr-note">Transferred to {hazard.transferredTo}</span>
          ) : null}
        </>
      ),
  },
  { heading: 'Owner', cell: ({ hazard }) => hazard.ownerName },
]

const toneOf = ({ all, byRisk, notScored, underReview }: HazardCounts) => {
  if ((byRisk['5'] ?? 0) + (byRisk['4'] ?? 0) > 0) return 'red' as const
  return all === 0 || notScored + underReview > 0 ? ('yellow' as const) : ('blue' as const)
}

/** The state of a log in one sentence. */
export const summary = ({ all, notScored, byRisk, underReview }: HazardCounts): string => {
  if (all === 0)
    return 'No hazard is logged here yet. That is not an answer: it says nothing about safety.'
  const risks = ['5', '4', '3', '2', '1'].flatMap((risk) =>
    (byRisk[risk] ?? 0) > 0 ? [`${byRisk[risk]} of risk ${risk}`] : [],
  )
  const parts = [...(notScored > 0 ? [`${notScored} not scored`] : []), ...risks]
  const review = underReview > 0 ? ` ${underReview} under review.` : ''
  return `${asCountOf(all, 'hazard')} after controls: ${parts.join(', ')}.${review}`
}

const Acts = (props: {
  here: string
  actor: Actor
  isDeployment: boolean
  ofMember: boolean
}): ReactElement => {
  const { here, actor } = props
  return (
    <>
      {isAllowed(actor, MAY_WRITE) ? (
        <ButtonGroup>
          <Button href={`${here}/add`}>Add a hazard</Button>
          <Button href={`${here}/import`} kind="secondary">
            Bring in a hazard log
          </Button>
          {props.ofMember ? null : (
            <a href={`${here}/start`}>
              {props.isDeployment ? 'Start from another site’s log' : 'Start from another version'}
            </a>
          )}
        </ButtonGroup>
      ) : null}
      <ul>
        {isAllowed(actor, MAY_SCORE) ? (
          <li>
            <a href={`${here}/review`}>Review and sign the log</a>
          </li>
        ) : null}
        <li>
          <a href={`${here}/safety-case`}>Clinical safety case report</a>
        </li>
        <li>
          <a href={`${here}/take-away`}>Download it (CSV, PDF, starter pack)</a>
        </li>
      </ul>
    </>
  )
}

const Nothing = (props: { clearHref: string | undefined; mayWrite: boolean }): ReactElement => (
  <EmptyList heading="No hazard is logged yet" clearHref={props.clearHref}>
    <p>
      {props.mayWrite
        ? 'Add the first, or choose from hazards that tools with AI often have.'
        : 'The clinical safety officer or the deployment owner adds them.'}
    </p>
  </EmptyList>
)
