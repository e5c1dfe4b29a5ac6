import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import {
  asCountOf,
  Button,
  ButtonGroup,
  ErrorSummary,
  field,
  FileField,
  Form,
  Hidden,
  PageHeading,
  Table,
} from '#ui/index.js'
import type { registerImport } from '../../import/import-register.js'
import type { Refusal, RegisterProposal } from '../../import/propose-register-changes.js'
import { readRegisterFile, REGISTER_COLUMNS } from '../../import/read-register-file.js'
import { MAY_REGISTER } from '../../model.js'
import { checkRegistersUses } from '../../runs-nothing.js'

const HERE = '/register/import'
const LARGEST_FILE = 1024 * 1024
const LARGEST_BODY = 4 * LARGEST_FILE

/** Bringing in the one simple file: what it would do is shown before anything is done. */
export const importPage = ({
  proposeImport,
  importRegister,
}: ReturnType<typeof registerImport>): PageDescription =>
  page({
    path: HERE,
    allow: MAY_REGISTER,
    largestBody: LARGEST_BODY,
    largestFile: LARGEST_FILE,
    get: async ({ read, csrf }, form) => {
      await read(checkRegistersUses, {})
      return {
        title: 'Bring in a file',
        nav: '/register',
        breadcrumbs: [{ text: 'Register', href: '/register' }],
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <PageHeading>Bring in a file</PageHeading>
            <p>
              A CSV file with the columns {REGISTER_COLUMNS.join(', ')}. Products and versions are
              registered first. The stage is the one it is really at. What the file would do is
              shown before anything is done.
            </p>
            <Form action={HERE} csrf={csrf} multipart>
              <FileField
                label="The file"
                accept=".csv,text/csv"
                name="file"
                error={field(form, 'file').error}
              />
              <ButtonGroup>
                <Button>Show what it would do</Button>
                <a href="/register">Cancel</a>
              </ButtonGroup>
            </Form>
          </>
        ),
      }
    },
    post: async ({ run, read, csrf }, { values, files }) => {
      const given = values['content']
      if (typeof given === 'string') {
        const rows = readRegisterFile(Buffer.from(given, 'base64'))
        const done = await run(importRegister, { rows })
        return {
          redirect: '/register?whose=ours',
          flash: `${asCountOf(done.added.length, 'deployment')} added, ${done.changed.length} changed, ${done.unchanged} unchanged.`,
        }
      }
      const file = files['file']
      if (!file) throw new Invalid([{ field: 'file', message: 'Choose a file.' }])
      if (file.bytes.length > LARGEST_FILE)
        throw new Invalid([
          { field: 'file', message: 'This file is larger than 1 MB. Send it in parts.' },
        ])
      const proposal = await read(proposeImport, { rows: readRegisterFile(file.bytes) })
      const content = Buffer.from(file.bytes).toString('base64')
      return {
        title: 'What the file would do',
        nav: '/register',
        breadcrumbs: [{ text: 'Register', href: '/register' }],
        body: <Proposed proposal={proposal} csrf={csrf} content={content} />,
      }
    },
  })

const Proposed = (props: {
  proposal: RegisterProposal
  csrf: string
  content: string
}): ReactElement => {
  const { proposal } = props
  const doesSomething = proposal.added.length + proposal.changed.length > 0
  return (
    <>
      <PageHeading>What the file would do</PageHeading>
      <p>
        {asCountOf(proposal.read, 'row')} read: {proposal.added.length} added,{' '}
        {proposal.changed.length} changed, {proposal.unchanged} unchanged,{' '}
        {proposal.needsAPerson.length} need a person, {proposal.skipped.length} skipped. Nothing has
        been changed yet.
      </p>
      <Rows
        caption="Added"
        rows={proposal.added.map((one) => ({ ...one, reason: `registered at ${one.stage}` }))}
      />
      <Rows
        caption="Changed"
        rows={proposal.changed.map((one) => ({ ...one, reason: one.changes }))}
      />
      <Rows caption="Need a person" rows={proposal.needsAPerson} />
      <Rows caption="Skipped" rows={proposal.skipped} />
      {doesSomething ? (
        <Form action={HERE} csrf={props.csrf} multipart>
          <Hidden name="content" value={props.content} />
          <ButtonGroup>
            <Button>Do this</Button>
            <a href="/register">Cancel</a>
          </ButtonGroup>
        </Form>
      ) : (
        <p>There is nothing to do.</p>
      )}
      <p className="wr-screen-only">
        <a href={HERE}>Choose another file</a>
      </p>
    </>
  )
}

const Rows = (props: { caption: string; rows: readonly Refusal[] }): ReactElement | null =>
  props.rows.length === 0 ? null : (
    <Table
      caption={props.caption}
      compact
      rows={props.rows}
      rowKey={(one) => String(one.row)}
      columns={[
        { heading: 'Row', numeric: true, cell: (one) => one.row },
        { heading: 'Product and use', rowHeader: true, cell: (one) => one.key },
        { heading: 'What', cell: (one) => one.reason },
      ]}
    />
  )
