import { Fragment, type ReactElement } from 'react'
import type { PageContext } from '#kernel/declare/page.js'
import { asCount, asCountOf, asDate, asDateTime, Card, Details, Panel, Table } from '#ui/index.js'
import { MAY_MAP, roleWords, type NameKind } from '../../metric-names/name-roles.js'
import { DAYS_KEPT, type NotedName } from '../../metric-names/name-store.js'
import type { ShownNames } from '../../metric-names/show-names.js'
import { monitoringHref } from '../addresses.js'
import { nameHref } from './address.js'

const NAMELESS = 'names that cannot be kept'

const keyOf = ({ kind, name }: { kind: string; name: string }): string => `${kind} ${name}`

/** The names in metrics that came in: those not taken, what others stand for, and those understood. */
export const NamesBody = (props: { shown: ShownNames; context: PageContext }): ReactElement => {
  const { shown, context } = props
  const may = MAY_MAP.some((role) => context.actor.roles.includes(role))
  const decided = new Set(shown.mappings.map(keyOf))
  const open = shown.names.filter((one) => one.notTaken > 0 && !decided.has(keyOf(one)))
  const understood = shown.names.filter((one) => one.notTaken === 0 && !decided.has(keyOf(one)))
  return (
    <>
      <Panel>{sentenceOf(shown, open)}</Panel>
      <Open shown={shown} open={open} may={may} />
      <Decided shown={shown} may={may} />
      {understood.length > 0 ? <Understood names={understood} /> : null}
      <HowTheyCome id={shown.deployment.id} />
    </>
  )
}

const sentenceOf = ({ names, plan }: ShownNames, open: readonly NotedName[]): string => {
  if (!plan) return 'There is no monitoring plan yet, so no metric is taken.'
  if (names.length === 0) return `No metrics came in during the last ${DAYS_KEPT} days.`
  if (open.length === 0) return 'Every name that came in is taken or decided about.'
  return `${asCountOf(open.length, 'name')} came in with points that were not taken.`
}

const nameColumn = {
  heading: 'Name',
  rowHeader: true,
  cell: ({ kind, name }: { kind: NameKind; name: string }) => (
    <>
      {name === '' ? NAMELESS : <Breaking text={name} />}
      <br />
      <span className="wr-note">{kind}</span>
    </>
  ),
}

/** A long name that may go on in the next line after each of its parts, and within a very long one. */
const Breaking = ({ text }: { text: string }): ReactElement => (
  <>
    {text.split(/(?<=[_./-])|(?<=(?:^|[_./-])(?:[^_./-]{24})+)/u).map((part, place) => (
      <Fragment key={`${place} ${part}`}>
        {part}
        <wbr />
      </Fragment>
    ))}
  </>
)

const Open = (props: { shown: ShownNames; open: readonly NotedName[]; may: boolean }) => {
  const { shown, open, may } = props
  const id = shown.deployment.id
  if (open.length === 0) return null
  return (
    <Card heading="Not taken" edge="orange">
      <p>
        Points with these names were counted here and their figures not stored. Choose what each
        stands for, or leave it out. It holds from the next export on.
      </p>
      <Table
        caption="Names that were not taken"
        quietCaption
        rows={open}
        rowKey={keyOf}
        columns={[
          nameColumn,
          {
            heading: 'Points not taken',
            numeric: true,
            cell: ({ notTaken, points }) => `${asCount(notTaken)} of ${asCount(points)}`,
          },
          { heading: 'Last came', cell: ({ lastSeenAt }) => asDateTime(lastSeenAt) },
          { heading: 'Why', cell: ({ reason }) => reason || 'not kept' },
          ...(may
            ? [
                {
                  heading: 'What to do',
                  quietHeading: true,
                  cell: (row: NotedName) =>
                    row.name === '' ? null : (
                      <a href={nameHref(id, row)}>
                        Choose<span className="nhsuk-u-visually-hidden"> for {row.name}</span>
                      </a>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

const Decided = ({ shown, may }: { shown: ShownNames; may: boolean }) => {
  const id = shown.deployment.id
  const seen = new Map(shown.names.map((one) => [keyOf(one), one]))
  return (
    <Card heading="What names stand for">
      {shown.mappings.length === 0 ? (
        <p>
          Nothing is decided yet. Names of the plan’s own measures, such as auroc or recall, are
          understood without it.
        </p>
      ) : (
        <Table
          caption="Names and what they stand for"
          quietCaption
          rows={shown.mappings}
          rowKey={keyOf}
          columns={[
            nameColumn,
            { heading: 'Stands for', cell: roleWords },
            {
              heading: 'Decided by',
              cell: ({ decidedByName, decidedAt }) => `${decidedByName}, ${asDate(decidedAt)}`,
            },
            {
              heading: 'Since then',
              cell: (row) => <Since seen={seen.get(keyOf(row))} leftOut={row.role === 'ignored'} />,
            },
            ...(may
              ? [
                  {
                    heading: 'What to do',
                    quietHeading: true,
                    cell: (row: ShownNames['mappings'][number]) => (
                      <>
                        <a href={nameHref(id, row)}>
                          Change<span className="nhsuk-u-visually-hidden"> {row.name}</span>
                        </a>
                        <br />
                        <a href={nameHref(id, row, 'take-back')}>
                          Take back<span className="nhsuk-u-visually-hidden"> {row.name}</span>
                        </a>
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {shown.removed.length > 0 ? (
        <Details summary={`Taken back (${asCount(shown.removed.length)})`}>
          <ul>
            {shown.removed.map((one) => (
              <li key={keyOf(one)}>
                <Breaking text={one.name} /> stood for {roleWords(one)}, until {one.decidedByName}{' '}
                took it back on {asDate(one.decidedAt)}.{' '}
                {may ? <a href={nameHref(id, one)}>Let it hold again</a> : null}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Card>
  )
}

const Since = (props: { seen: NotedName | undefined; leftOut: boolean }): ReactElement => {
  const { seen, leftOut } = props
  if (!seen || seen.points === 0) return <>no points yet</>
  const points = asCountOf(seen.points, 'point')
  if (leftOut) return <>{points} left out</>
  if (seen.notTaken === 0) return <>{points}</>
  return (
    <>
      {points}, {asCount(seen.notTaken)} of them not taken: {seen.reason || 'reason not kept'}
    </>
  )
}

const Understood = ({ names }: { names: readonly NotedName[] }) => (
  <Details summary={`Understood by their own names (${asCount(names.length)})`}>
    <Table
      caption="Names that are understood as they are"
      quietCaption
      rows={names}
      rowKey={keyOf}
      columns={[
        nameColumn,
        { heading: 'Points', numeric: true, cell: ({ points }) => asCount(points) },
        { heading: 'Last came', cell: ({ lastSeenAt }) => asDateTime(lastSeenAt) },
      ]}
    />
  </Details>
)

const HowTheyCome = ({ id }: { id: string }) => (
  <Card heading="How metrics come in">
    <p>
      By OTLP, in JSON or protobuf, with an API key that has the scope monitoring:write, to this
      address:
    </p>
    <p className="wr-code">/api/v1/otlp/v1/metrics?deployment={id}</p>
    <p>
      What a point says by an attribute that begins with “wardround.” wins over what is decided
      here. A decision changes no figure that is stored already. Names unseen for {DAYS_KEPT} days
      are not listed; decisions are kept.
    </p>
    <p className="wr-screen-only">
      <a href={monitoringHref(id, '/data')}>Where figures come from</a>
    </p>
  </Card>
)
