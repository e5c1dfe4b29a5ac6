import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { page } from '#kernel/declare/page.js'
import {
  ActLink,
  asCount,
  asDate,
  Checkboxes,
  Details,
  FilterBar,
  Pagination,
  Panel,
  ShareBar,
  Tabs,
  TextField,
} from '#ui/index.js'
import { findUsableWork, type UsableWork } from '../usable-work.js'
import {
  firstGroup,
  linesOf,
  narrowLines,
  pageOfLines,
  WORK_GROUPS,
  type WorkGroup,
} from '../work-list.js'
import { ClosedNote } from './closed-note.js'
import { shellOf } from './file-root.js'
import { WorkLines } from './work-lines.js'

const GROUP_WORDS: Readonly<Record<WorkGroup, string>> = {
  whole: 'Accept whole',
  start: 'Start from another’s',
  yours: 'Yours',
  'relied-on': 'You rely on',
}

/** Work you can use: what of others can be relied upon whole, what is a start, what is yours. */
export const workPage = page({
  path: '/register/deployments/:id/work',
  allow: ['signed-in'],
  get: async ({ read, params, query, actor }) => {
    const { file, work } = await read(findUsableWork, { deploymentId: params['id'] })
    const here = `/register/deployments/${params['id']}/work`
    const group = WORK_GROUPS.find((one) => one === query['group']) ?? firstGroup(work)
    const { search = '', mine } = query
    const fitting = narrowLines(linesOf(work, group), {
      search,
      signedBy: mine ? actor.roles : null,
    })
    const shown = pageOfLines(fitting, Number(query['page'] ?? 1))
    const to = (number: number) =>
      withQuery(here, { group, search, mine, page: number > 1 ? String(number) : undefined })
    return {
      title: 'Work you can use',
      ...shellOf(file),
      body: (
        <>
          <h2 className="nhsuk-heading-l">Work you can use</h2>
          <ClosedNote file={file} />
          <InNumbers work={work} hoursAddress={here.replace(/work$/, 'reuse-hours')} />
          <Tabs
            label="Kinds of work"
            active={withQuery(here, { group })}
            tabs={WORK_GROUPS.map((one) => ({
              label: GROUP_WORDS[one],
              href: withQuery(here, { group: one }),
              count: linesOf(work, one).length,
            }))}
          />
          <Narrow here={here} group={group} search={search} mine={mine !== undefined} />
          <WorkLines
            group={group}
            file={file}
            lines={shown.lines}
            isNarrowed={search !== '' || mine !== undefined}
          />
          {shown.pages > 1 ? (
            <Pagination
              previous={shown.number > 1 ? to(shown.number - 1) : undefined}
              next={shown.number < shown.pages ? to(shown.number + 1) : undefined}
              words={`${shown.from + 1} to ${shown.from + shown.lines.length} of ${fitting.length}`}
            />
          ) : null}
        </>
      ),
    }
  },
})

const Narrow = (props: {
  here: string
  group: WorkGroup
  search: string
  mine: boolean
}): ReactElement => (
  <FilterBar
    action={props.here}
    keep={{ group: props.group }}
    clearHref={
      props.search || props.mine ? withQuery(props.here, { group: props.group }) : undefined
    }
  >
    <TextField
      label="Search"
      hint="Requirement, its number, or who signed"
      name="search"
      type="search"
      value={props.search}
    />
    <Checkboxes
      label="Whose turn"
      name="mine"
      choices={[{ value: 'yes', label: 'Only what my role signs' }]}
      values={props.mine ? ['yes'] : []}
    />
  </FilterBar>
)

const InNumbers = (props: { work: UsableWork; hoursAddress: string }): ReactElement => {
  const { work } = props
  const { whole, start, own, hours, reliedOn, startedFrom, inOrder } = work
  const ahead = whole.length * hours.accepted + start.length * hours.started
  const standing = reliedOn.filter(({ held }) => held?.state.state === 'stands')
  const behind = standing.length * hours.accepted + startedFrom * hours.started
  const asked = inOrder + whole.length + start.length + own.length
  return (
    <>
      <Panel>
        {inOrder} of {asked} {inOrder === 1 ? 'is' : 'are'} in order. {whole.length} can be accepted
        whole. {start.length} can be started from another’s work and signed again. {own.length}{' '}
        {own.length === 1 ? 'is' : 'are'} yours.
      </Panel>
      <ShareBar
        shares={[
          { words: 'in order', count: inOrder },
          { words: 'to accept whole', count: whole.length },
          { words: 'to start from another’s work', count: start.length },
          { words: 'yours', count: own.length },
        ]}
      />
      <p>
        Using all of it is about {asCount(ahead)} hours not done twice; what you use now is about{' '}
        {asCount(behind)} hours.
      </p>
      <Details summary="How we count">
        <p>
          Each item accepted whole is taken to save {hours.accepted} hours, each one started from
          another’s work {hours.started}.{' '}
          {hours.setByName && hours.setAt
            ? `${hours.setByName} set this on ${asDate(hours.setAt)}.`
            : 'This is our own assumption, measured by nobody.'}{' '}
          The three groups are different kinds of work, so they are not added up.
        </p>
        <p>
          <ActLink href={props.hoursAddress}>Change the hours for your organisation</ActLink>
        </p>
      </Details>
    </>
  )
}
