import type { ReactElement } from 'react'
import { Invalid } from '#kernel/errors.js'
import { page, type FormBody, type PageDescription } from '#kernel/declare/page.js'
import {
  asCountOf,
  Button,
  ButtonGroup,
  Details,
  ErrorSummary,
  field,
  FileField,
  Form,
  Hidden,
  Panel,
  Select,
  Table,
} from '#ui/index.js'
import { scoreWords } from '../field-words.js'
import { checkMayImport } from '../import/check-may-import.js'
import { COLUMN_FIELDS, COLUMN_NAMES, type ColumnField } from '../import/columns.js'
import { importHazards, proposeImport } from '../import/import-hazards.js'
import { lookAtLog } from '../import/look-at-log.js'
import { LARGEST_FILE } from '../import/read-table.js'
import { MAY_WRITE } from '../model.js'
import type { Place } from './places.js'

// What was read comes again as base64, with what each column holds.
const LARGEST_BODY = 2 * LARGEST_FILE
const SHOWN = 50

type Proposed = Awaited<ReturnType<typeof proposeImport.run>>

/** Bringing in a hazard log: what the file would do is shown, and can be mapped anew, before anything is done. */
export const importPage = (place: Place): PageDescription =>
  page({
    path: `${place.path}/import`,
    allow: MAY_WRITE,
    largestBody: LARGEST_BODY,
    largestFile: LARGEST_FILE,
    get: async ({ read, params, csrf }, form) => {
      await read(checkMayImport, { log: place.of(params) })
      return {
        title: 'Bring in a hazard log',
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <h2>Bring in a hazard log</h2>
            <p>
              A CSV or Excel file with a row for each hazard. Likelihood and severity may be words
              or numbers from 1 to 5. What the file would do is shown before anything is done.
            </p>
            <Form action={`${place.here(params)}/import`} csrf={csrf} multipart>
              <FileField
                label="The file"
                hint="CSV or .xlsx, up to 2 MB"
                accept=".csv,.xlsx"
                name="file"
                error={field(form, 'file').error}
              />
              <ButtonGroup>
                <Button>Show what it would do</Button>
                <a href={place.here(params)}>Cancel</a>
              </ButtonGroup>
            </Form>
          </>
        ),
      }
    },
    post: async ({ run, read, params, csrf }, body) => {
      const log = place.of(params)
      const { bytes, mapping, isFinal } = givenIn(body)
      const here = `${place.here(params)}/import`
      const file = await lookAtLog({ read }, log, bytes)
      if (isFinal) {
        const done = await run(importHazards, { log, file, mapping })
        return {
          redirect: place.here(params),
          flash: `${asCountOf(done.added, 'hazard')} brought in, under review until somebody confirms each; ${done.alreadyHere} were here already; ${done.refused} refused.`,
        }
      }
      const proposed = await read(proposeImport, { log, file, mapping })
      return {
        title: 'What the file would do',
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <Preview
            here={here}
            log={place.here(params)}
            csrf={csrf}
            proposed={proposed}
            content={Buffer.from(bytes).toString('base64')}
          />
        ),
      }
    },
  })

const givenIn = ({ values, files }: FormBody) => {
  const content = values['content']
  if (typeof content === 'string') {
    const columns = Number(values['columns'] ?? 0)
    const mapping = Array.from({ length: Math.min(columns, 60) }, (_, at) =>
      fieldNamed(values[`column.${at}`]),
    )
    return {
      bytes: new Uint8Array(Buffer.from(content, 'base64')),
      mapping,
      isFinal: values['act'] === 'import',
    }
  }
  const file = files['file']
  if (!file) throw new Invalid([{ field: 'file', message: 'Choose a file.' }])
  return { bytes: file.bytes, mapping: undefined, isFinal: false }
}

const fieldNamed = (text: string | string[] | undefined): ColumnField | null =>
  COLUMN_FIELDS.find((one) => one === text) ?? null

const Preview = (props: {
  here: string
  log: string
  csrf: string
  proposed: Proposed
  content: string
}): ReactElement => {
  const { proposed } = props
  const { proposal, fresh, alreadyHere, heading, mapping } = proposed
  return (
    <>
      <h2>What the file would do</h2>
      <Panel>{inWords(proposed)}</Panel>
      <Form action={props.here} csrf={props.csrf} multipart>
        <Hidden name="content" value={props.content} />
        <Hidden name="columns" value={String(heading.length)} />
        <Details summary="Which column holds what" open={!mapping.includes('name')}>
          {heading.map((name, at) => (
            <Select
              key={at}
              label={`Column “${name || at + 1}”`}
              name={`column.${at}`}
              empty="Leave it out"
              value={mapping[at] ?? ''}
              choices={COLUMN_FIELDS.map((value) => ({ value, label: COLUMN_NAMES[value] }))}
            />
          ))}
        </Details>
        <ButtonGroup>
          {fresh.length > 0 ? (
            <Button name="act" value="import">
              Bring in {asCountOf(fresh.length, 'hazard')}
            </Button>
          ) : null}
          <Button kind="secondary" name="act" value="show">
            Show again with these columns
          </Button>
          <a href={props.log}>Cancel</a>
        </ButtonGroup>
      </Form>
      {fresh.length === 0 ? (
        <p>There is nothing to bring in{alreadyHere > 0 ? ': all of it is here already' : ''}.</p>
      ) : null}
      <Table
        caption={`To look at${proposal.problems.length > SHOWN ? `, the first ${SHOWN} of ${proposal.problems.length}` : ''}`}
        compact
        rows={proposal.problems.slice(0, SHOWN)}
        empty={<p>No row has a problem.</p>}
        columns={[
          { heading: 'Row', numeric: true, cell: (one) => one.row },
          { heading: 'Column', rowHeader: true, cell: (one) => one.field },
          { heading: 'What', cell: (one) => `${one.refused ? 'Left out: ' : ''}${one.message}` },
        ]}
      />
      <Table
        caption={`Would be added${fresh.length > SHOWN ? `, the first ${SHOWN} of ${fresh.length}` : ''}`}
        compact
        rows={fresh.slice(0, SHOWN)}
        empty={<p>Nothing would be added.</p>}
        columns={[
          { heading: 'Row', numeric: true, cell: (one) => one.row },
          { heading: 'Hazard', rowHeader: true, cell: (one) => one.content.name },
          { heading: 'Before controls', cell: (one) => scoreWords(one.content.initial) },
          { heading: 'After controls', cell: (one) => scoreWords(one.content.residual) },
        ]}
      />
      <p className="wr-screen-only">
        <a href={props.here}>Choose another file</a>
      </p>
    </>
  )
}

const inWords = ({ proposal, fresh, alreadyHere }: Proposed): string => {
  const { ratings, problems, read } = proposal
  const refused = problems.filter((one) => one.refused).length
  const rated =
    ratings.checked === 0
      ? 'The file gives no ratings to hold against the matrix.'
      : `${ratings.agree} of ${ratings.checked} ratings agree with the matrix.`
  return `${asCountOf(read, 'row')} read: ${fresh.length} to bring in, ${alreadyHere} here already, ${refused} left out. ${rated} Nothing has been changed yet.`
}
