import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import type { Actor } from '#kernel/actor.js'
import { streamCsv } from '#kernel/csv.js'
import { page, type PageContext } from '#kernel/describe.js'
import { Invalid, type Problem } from '#kernel/errors.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { londonDate } from '#kernel/time.js'
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
import { differencesOf } from '../differences.js'
import { isOperatorHere, listAudit } from '../history-of.js'
import { RECORD_KINDS, type HistoryLine } from '../model.js'
import { commandWords, subjectWords } from '../words.js'

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
          <Lines lines={found.rows} />
          <Pagination
            previous={found.previous ? to(found.previous) : undefined}
            next={found.next ? to(found.next) : undefined}
          />
          <p>
            <a href={withQuery(`${HERE}.csv`, { ...query, cursor: undefined })}>
              Download these lines (CSV)
            </a>
          </p>
        </>
      ),
    }
  },
})

/** The same lines as a file. */
export const auditCsv = page({
  path: `${HERE}.csv`,
  allow: ['administrator', 'auditor', 'operator'],
  get: async ({ read, query, now }) => {
    const first = await read(listAudit, { ...query, cursor: undefined, limit: LARGEST_PAGE })
    return {
      download: streamCsv(
        ['when', 'who', 'who id', 'roles', 'what', 'record', 'record id', 'reason', 'changes'],
        async (cursor) =>
          cursor ? read(listAudit, { ...query, cursor, limit: LARGEST_PAGE }) : first,
        (line) => [
          line.at.toISOString(),
          line.actorName,
          line.actorId,
          line.actorRoles.join(' '),
          line.command,
          line.subjectKind,
          line.subjectId,
          line.reason,
          changesAsText(line),
        ],
      ),
      type: 'text/csv; charset=utf-8',
      fileName: `audit-${londonDate(now)}.csv`,
    }
  },
})

const readAudit = async ({ read, query }: PageContext) => {
  try {
    const found = await read(listAudit, { ...query, limit: undefined })
    return { ...found, problems: [] as readonly Problem[] }
  } catch (thrown) {
    if (!(thrown instanceof Invalid)) throw thrown
    return { rows: [], previous: null, next: null, problems: thrown.problems }
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

const Lines = ({ lines }: { lines: readonly HistoryLine[] }): ReactElement => (
  <Table
    caption="Lines of the audit trail, newest first"
    quietCaption
    rows={lines}
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
      { heading: 'Record', cell: (one) => <RecordLink line={one} /> },
      { heading: 'Reason', cell: (one) => one.reason ?? '' },
      { heading: 'Changes', cell: (one) => <Changes line={one} /> },
    ]}
  />
)

const RecordLink = ({ line }: { line: HistoryLine }): ReactElement => {
  const words = subjectWords(line.subjectKind)
  return RECORD_KINDS.some((kind) => kind === line.subjectKind) ? (
    <a href={`/history/${line.subjectKind}/${line.subjectId}`}>{words}</a>
  ) : (
    <>{words}</>
  )
}

const Changes = ({ line }: { line: HistoryLine }): ReactElement => (
  <>
    {differencesOf(line.before, line.after).map((one) => (
      <p key={one.field}>
        {one.field}: {one.before === null ? null : <del>{one.before}</del>}{' '}
        {one.after === null ? null : <ins>{one.after}</ins>}
      </p>
    ))}
  </>
)

const changesAsText = (line: HistoryLine): string =>
  differencesOf(line.before, line.after)
    .map((one) => `${one.field}: ${one.before ?? 'nothing'} → ${one.after ?? 'nothing'}`)
    .join('; ')
