import { gunzipSync, gzipSync } from 'node:zlib'
import type { ReactElement } from 'react'
import { page, type PageContext, type PageContent } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import {
  asCount,
  asCountOf,
  Button,
  ButtonGroup,
  Card,
  CommandText,
  ErrorSummary,
  FileField,
  Form,
  Hidden,
  InsetText,
  PageHeading,
  SummaryList,
  Table,
  type FormState,
} from '#ui/index.js'
import { FIELD_NAMES, LIST_NAMES, valueWords, type OutcomeList } from '../import/outcome-words.js'
import { importOrganisations, proposeImport, type ImportOutcome } from '../import/index.js'
import { LARGEST_FILE, ODS_FORM_NAMES, type ProposedItem } from '../ods/index.js'

const HERE = '/register/organisations/import'
const LIST = '/register/organisations'
const SHOWN = 200

/** Takes a national file in: what it would change first, then one button. */
export const importPage = page({
  path: HERE,
  allow: ['operator'],
  largestBody: LARGEST_FILE + 1024 * 1024,
  largestFile: LARGEST_FILE,
  get: async (context, form) => uploadContent(context, form),
  post: async (context, { values, files }) => {
    const packed = values['packed']
    if (typeof packed === 'string') {
      const outcome = await context.run(importOrganisations, {
        file: unpack(packed),
        shown: values['shown'],
      })
      return { redirect: LIST, flash: appliedWords(outcome) }
    }
    const file = files['file']
    if (!file) throw new Invalid([{ field: 'file', message: 'Choose the file to take in.' }])
    const outcome = await context.read(proposeImport, { file: file.bytes })
    return outcomeContent(context, file, outcome)
  },
})

const uploadContent = ({ csrf }: PageContext, form: FormState): PageContent => ({
  title: 'Take in a national file',
  nav: '/register',
  breadcrumbs: [{ text: 'Organisations', href: LIST }],
  body: (
    <div className="wr-readable">
      <ErrorSummary errors={form.errors} />
      <PageHeading>Take in a national file</PageHeading>
      <p>
        Give a file of the NHS Organisation Data Service as you download it: trusts (etr), sub-ICB
        locations (eccg) or GP practices (epraccur), unpacked; or a CSV list with a header. First
        you see what it would change. Nothing changes until you say so.
      </p>
      <Form action={HERE} csrf={csrf} multipart>
        <FileField
          label="File"
          name="file"
          accept=".csv,.txt,text/csv"
          error={form.errors.find((one) => one.field === 'file')?.message}
        />
        <ButtonGroup>
          <Button>Show what it would change</Button>
          <a href={LIST}>Cancel</a>
        </ButtonGroup>
      </Form>
    </div>
  ),
})

const outcomeContent = (
  { csrf }: PageContext,
  file: { name: string; bytes: Uint8Array },
  outcome: ImportOutcome,
): PageContent => {
  const { changes } = outcome
  const writes = changes.added.length + changes.changed.length + changes.closed.length
  const nothing = writes + changes.proposed_memberships.length === 0
  return {
    title: 'What this file would change',
    nav: '/register',
    breadcrumbs: [
      { text: 'Organisations', href: LIST },
      { text: 'Take in a national file', href: HERE },
    ],
    body: (
      <>
        <PageHeading aside={file.name}>What this file would change</PageHeading>
        <Counts outcome={outcome} />
        {nothing ? (
          <InsetText>This file changes nothing.</InsetText>
        ) : (
          <Form action={HERE} csrf={csrf} multipart>
            <Hidden name="packed" value={gzipSync(file.bytes).toString('base64')} />
            <Hidden name="shown" value={outcome.digest} />
            <ButtonGroup>
              <Button>Apply {asCountOf(writes, 'change')}</Button>
              <a href={LIST}>Cancel</a>
            </ButtonGroup>
          </Form>
        )}
        <p className="wr-screen-only">
          <a href={HERE}>Choose another file</a>
        </p>
        <Items list="needs_a_person" items={changes.needs_a_person} />
        <Items list="closed" items={changes.closed} />
        <Items list="changed" items={changes.changed} />
        <Items list="added" items={changes.added} />
        <Items list="gone" items={changes.gone} />
        <Items list="skipped" items={changes.skipped} />
        <Moves outcome={outcome} />
      </>
    ),
  }
}

const Counts = ({ outcome: { form, changes } }: { outcome: ImportOutcome }): ReactElement => (
  <SummaryList
    rows={[
      { key: 'Kind of file', value: ODS_FORM_NAMES[form] },
      { key: 'Rows read', value: asCount(changes.read) },
      { key: 'Added', value: asCount(changes.added.length) },
      { key: 'Changed', value: asCount(changes.changed.length) },
      { key: 'Closed', value: asCount(changes.closed.length) },
      { key: 'Unchanged', value: asCount(changes.unchanged) },
      { key: 'Needs a person', value: asCount(changes.needs_a_person.length) },
      { key: 'Skipped', value: asCount(changes.skipped.length) },
      { key: 'No longer in the file', value: asCount(changes.gone.length) },
      { key: 'Systems to confirm', value: asCount(changes.proposed_memberships.length) },
    ]}
  />
)

const Items = (props: { list: OutcomeList; items: readonly ProposedItem[] }): ReactElement | null =>
  props.items.length === 0 ? null : (
    <Card heading={`${LIST_NAMES[props.list]} (${asCount(props.items.length)})`} id={props.list}>
      <Table
        caption={LIST_NAMES[props.list]}
        quietCaption
        rows={props.items.slice(0, SHOWN)}
        columns={[
          { heading: 'Code', cell: (one) => one.key },
          { heading: 'Name', cell: (one) => one.name },
          { heading: 'Row', numeric: true, cell: (one) => one.row ?? 'none' },
          { heading: 'Before and after', cell: (one) => <Differences item={one} /> },
        ]}
      />
      <More count={props.items.length} />
    </Card>
  )

const Differences = ({ item }: { item: ProposedItem }): ReactElement => (
  <>
    {item.reason ? <p>{item.reason}</p> : null}
    {item.changes.map((one) => (
      <p key={one.field}>
        {FIELD_NAMES[one.field]}: <del>{valueWords(one, one.before)}</del> becomes{' '}
        <ins>{valueWords(one, one.after)}</ins>
      </p>
    ))}
  </>
)

const Moves = ({ outcome: { changes } }: { outcome: ImportOutcome }): ReactElement | null =>
  changes.proposed_memberships.length === 0 ? null : (
    <Card heading={`Systems to confirm (${asCount(changes.proposed_memberships.length)})`}>
      <p>
        These are put to each organisation’s administrator. Applying the file changes no membership.
      </p>
      <Table
        caption="Systems to confirm"
        quietCaption
        rows={changes.proposed_memberships.slice(0, SHOWN)}
        columns={[
          { heading: 'Code', cell: (one) => one.key },
          { heading: 'Name', cell: (one) => one.name },
          { heading: 'Board', cell: (one) => one.to },
          { heading: 'Why', cell: (one) => one.reason },
        ]}
      />
      <More count={changes.proposed_memberships.length} />
    </Card>
  )

const More = ({ count }: { count: number }): ReactElement | null =>
  count <= SHOWN ? null : (
    <p>
      The first {SHOWN} are shown.{' '}
      <CommandText>wardround organisations import FILE --json</CommandText> lists all.
    </p>
  )

const appliedWords = ({ changes }: ImportOutcome): string =>
  `The file is taken in: ${changes.added.length} added, ${changes.changed.length} changed, ${changes.closed.length} closed.`

const unpack = (packed: string): Uint8Array => {
  try {
    const bytes = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: LARGEST_FILE })
    return new Uint8Array(bytes)
  } catch {
    throw new Invalid('The file did not arrive whole. Choose it again.')
  }
}
