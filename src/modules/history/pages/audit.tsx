import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import type { Actor } from '#kernel/actor.js'
import { page, type PageContext } from '#kernel/declare/page.js'
import { Invalid, type Problem } from '#kernel/errors.js'
import {
  asDateTime,
  EmptyState,
  ErrorSummary,
  FilterBar,
  PageHeading,
  Pagination,
  Table,
  TextField,
} from '#ui/index.js'
import { isOperatorHere, listAudit } from '../history-of.js'
import type { HistoryLine, Names } from '../model.js'
import { namedDifferences } from '../requirement-of.js'
import { commandWords, subjectWords } from '../words.js'
import { Name, NamedWords, SmallPrint } from './named-words.js'

const HERE = '/administration/audit'

/** Everything done in an organisation, for its administrators and auditors. */
export const auditPage = page({
  path: HERE,
  allow: ['administrator', 'auditor', 'operator'],
  get: async (context) => {
    const { query, actor } = context
    const found = await readAudit(context)
    const to = (cursor: string) => withQuery(HERE, { ...query, cursor })
    return {
      title: 'Audit trail',
      nav: '/administration',
      breadcrumbs: [{ text: 'Administration', href: '/administration' }],
      status: found.problems.length > 0 ? 422 : 200,
      body: (
        <>
          <ErrorSummary errors={found.problems} />
          <PageHeading aside={actor.organisationName ?? undefined}>Audit trail</PageHeading>
          <p>{scopeWords(actor)}</p>
          <Filters query={query} problems={found.problems} />
          <Lines lines={found.rows} names={found.names} />
          <Pagination
            previous={found.previous ? to(found.previous) : undefined}
            next={found.next ? to(found.next) : undefined}
          />
          <p className="wr-screen-only">
            <a href={withQuery(`${HERE}.csv`, { ...query, cursor: undefined })}>
              Download these lines (CSV)
            </a>
          </p>
        </>
      ),
    }
  },
})

const readAudit = async ({ read, query }: PageContext) => {
  try {
    const found = await read(listAudit, { ...query, limit: undefined })
    return { ...found, problems: [] as readonly Problem[] }
  } catch (thrown) {
    if (!(thrown instanceof Invalid)) throw thrown
    return {
      rows: [],
      names: new Map() as Names,
      previous: null,
      next: null,
      problems: thrown.problems,
    }
  }
}

const scopeWords = (actor: Actor): string =>
  isOperatorHere(actor)
    ? 'What was done to the installation as a whole. An operator does not see what organisations do.'
    : 'Everything that was done in your organisation, by people, jobs and keys. It cannot be changed.'

const Filters = (props: {
  query: PageContext['query']
  problems: readonly Problem[]
}): ReactElement => {
  const { query } = props
  const errorOf = (name: string) => props.problems.find((one) => one.field === name)?.message
  const isOn = query['who'] || query['what'] || query['from'] || query['until']
  return (
    <FilterBar action={HERE} clearHref={isOn ? HERE : undefined}>
      <TextField label="Who" name="who" value={query['who']} />
      <TextField
        label="What"
        hint="For example pause deployment"
        name="what"
        value={query['what']}
      />
      <TextField
        label="From"
        hint="For example 2026-11-02"
        name="from"
        value={query['from']}
        error={errorOf('from')}
      />
      <TextField
        label="Until"
        hint="For example 2026-11-30"
        name="until"
        value={query['until']}
        error={errorOf('until')}
      />
    </FilterBar>
  )
}

const Lines = (props: { lines: readonly HistoryLine[]; names: Names }): ReactElement => (
  <Table
    caption="Lines of the audit trail, newest first"
    quietCaption
    rows={props.lines}
    rowKey={(one) => one.id}
    empty={
      <EmptyState heading="No line is found">
        <p>Clear a filter to see more.</p>
      </EmptyState>
    }
    columns={[
      { heading: 'When', cell: (one) => asDateTime(one.at) },
      { heading: 'Who', cell: (one) => one.actorName },
      { heading: 'What', cell: (one) => commandWords(one.command) },
      { heading: 'Record', cell: (one) => <Record line={one} names={props.names} /> },
      {
        heading: 'Reason',
        cell: (one) => <NamedWords words={one.reason ?? ''} names={props.names} />,
      },
      { heading: 'Changes', cell: (one) => <Changes line={one} names={props.names} /> },
    ]}
  />
)

const Record = (props: { line: HistoryLine; names: Names }): ReactElement => {
  const { subjectKind, subjectId } = props.line
  const named = props.names.get(subjectId)
  return (
    <>
      {subjectWords(subjectKind)}
      {named ? (
        <>
          : <Name {...named} />
        </>
      ) : null}{' '}
      <SmallPrint>{subjectId}</SmallPrint>
    </>
  )
}

const Changes = (props: { line: HistoryLine; names: Names }): ReactElement => (
  <>
    {namedDifferences(props.line, props.names).map(({ field, before, after }) => (
      <p key={field}>
        {field}:{' '}
        {before === null ? null : (
          <del>
            <NamedWords words={before} names={props.names} />
          </del>
        )}{' '}
        {after === null ? null : (
          <ins>
            <NamedWords words={after} names={props.names} />
          </ins>
        )}
      </p>
    ))}
  </>
)
