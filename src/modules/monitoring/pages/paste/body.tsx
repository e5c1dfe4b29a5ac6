import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import {
  asCount,
  asCountOf,
  asDate,
  asFigure,
  asInterval,
  Button,
  ButtonGroup,
  Card,
  EmptyState,
  ErrorSummary,
  field,
  FileField,
  Form,
  Hidden,
  Table,
  TextArea,
} from '#ui/index.js'
import { enteredMeasures } from '../../plan/entered-measures.js'
import { FIGURE_KIND_WORDS } from '../../figure-kinds.js'
import type { MonitoringPlan } from '../../model.js'
import type { ReadFigures } from '../../entered/read-figures.js'
import { monitoringHref } from '../addresses.js'

/** The form that takes a pasted table, and what it would store with the problems of each row. */
export const PasteBody = (props: {
  id: string
  csrf: string
  plan: MonitoringPlan | null
  form: FormState
  read: ReadFigures | null
}): ReactElement => {
  const { id, csrf, plan, form, read } = props
  const entered = enteredMeasures(plan)
  if (entered.length === 0) {
    return (
      <EmptyState
        heading="The plan watches no figure that is given by hand"
        action={{ href: monitoringHref(id, '/plan'), words: 'See the plan' }}
      >
        <p>
          Choose a measure of the catalogue or one of your own in the plan, then paste its figures
          here.
        </p>
      </EmptyState>
    )
  }
  return (
    <>
      <ErrorSummary errors={form.errors} />
      {read ? <Preview {...props} read={read} /> : null}
      <Card heading={read ? 'Paste again' : 'Paste figures from a spreadsheet'}>
        <p>
          One figure a row under headings, in any order: figure, date, and what its kind needs. A
          share or a rate: count and out of. A mean or a time: value, n and, if you have it, sd. A
          count: value. Anything else: value, n, and if you have them low and high. Where more than
          one version ran in the period: version. Nothing that identifies a person.
        </p>
        <p>The plan watches:</p>
        <ul>
          {entered.map(({ name, kind, measure: { unit } }) => (
            <li key={name}>
              {name} ({FIGURE_KIND_WORDS[kind.figure]}
              {unit ? `, ${unit}` : ''})
            </li>
          ))}
        </ul>
        <Form action={monitoringHref(id, '/paste')} csrf={csrf} multipart>
          <TextArea label="Rows" optional rows={8} {...field(form, 'table')} />
          <FileField label="Or a CSV file" optional accept=".csv,.tsv,.txt" name="file" />
          <ButtonGroup>
            <Button kind={read ? 'secondary' : 'primary'}>Look at them first</Button>
            <a href={monitoringHref(id)}>Cancel</a>
          </ButtonGroup>
        </Form>
      </Card>
    </>
  )
}

const Preview = (props: { id: string; csrf: string; form: FormState; read: ReadFigures }) => {
  const { id, csrf, form, read } = props
  const table = form.values['table']
  return (
    <Card heading="What will be stored">
      <p>
        {asCountOf(read.figures.length, 'figure')} can be stored.{' '}
        {read.problems.length > 0
          ? `${asCountOf(read.problems.length, 'row')} cannot and will be left out.`
          : ''}{' '}
        A figure for a period that has one already takes its place; the earlier one stays on record.
      </p>
      {read.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {read.problems.length > 0 ? (
        <Table
          caption="Rows that cannot be stored"
          rows={read.problems}
          columns={[
            { heading: 'Row', numeric: true, cell: ({ row }) => asCount(row) },
            { heading: 'Why', cell: ({ reason }) => reason },
          ]}
        />
      ) : null}
      <Table
        caption="Figures"
        rows={read.figures.slice(0, SHOWN)}
        empty={<p>No row can be stored. Mend the rows above and look again.</p>}
        columns={[
          { heading: 'Row', numeric: true, cell: ({ row }) => asCount(row) },
          { heading: 'Figure', cell: ({ name }) => name },
          { heading: 'A day of the period', cell: ({ from }) => asDate(from) },
          { heading: 'Value', numeric: true, cell: ({ figure }) => asFigure(figure.value, 2) },
          { heading: '95% interval', cell: ({ figure }) => asInterval(figure) },
          { heading: 'Taken over', numeric: true, cell: ({ figure }) => asCount(figure.n) },
        ]}
      />
      {read.figures.length > SHOWN ? <p>And {read.figures.length - SHOWN} more.</p> : null}
      {read.figures.length > 0 ? (
        <Form action={monitoringHref(id, '/paste')} csrf={csrf}>
          <Hidden name="table" value={typeof table === 'string' ? table : ''} />
          <Hidden name="apply" value="yes" />
          <ButtonGroup>
            <Button>Store {asCountOf(read.figures.length, 'figure')}</Button>
            <a href={monitoringHref(id)}>Cancel</a>
          </ButtonGroup>
        </Form>
      ) : null}
    </Card>
  )
}

/** Figures of the preview that are listed; the others are counted. */
const SHOWN = 50
