import type { FileStore } from '#files/file-store.js'
import {
  page,
  type Download,
  type FormState,
  type PageContent,
  type PageDescription,
} from '#kernel/declare/page.js'
import { Button, ButtonGroup, ErrorSummary, field, Form, Radios, TextField } from '#ui/index.js'
import { ReportBody } from '#ui/report/report-body.js'
import { atrsCsvFile, atrsJson, atrsReport } from '../atrs/write-record.js'
import type { showAtrsOn } from '../atrs/show-atrs.js'
import { takeOutFile } from '../file/take-out-file.js'
import { MAY_TAKE_OUT } from '../model.js'
import { noteExport } from '../note-export.js'

const CHOICES = [
  {
    value: 'atrs-page',
    label: 'Transparency record (ATRS), as a page to print',
    hint: 'Every field of the national standard with what is known, and where it comes from.',
  },
  { value: 'atrs-json', label: 'Transparency record (ATRS), as JSON' },
  { value: 'atrs-csv', label: 'Transparency record (ATRS), as CSV' },
  {
    value: 'deployment-file',
    label: 'The whole file, as one archive (ZIP)',
    hint: 'Answers, signatures, what you rely on, documents, hazards, decisions, figures, concerns and history, with a list of digests to check it by.',
  },
] as const

const PATH = '/register/deployments/:id/take-out'
const hereOf = (id: string): string => PATH.replace(':id', id)

/** The tab of a deployment where papers and files are made of its records: it asks what for, and notes who took what. */
export const takeOutPage = (
  showAtrs: ReturnType<typeof showAtrsOn>,
  files: FileStore,
): PageDescription =>
  page({
    path: PATH,
    allow: MAY_TAKE_OUT,
    get: async ({ read, params, csrf }, form) => {
      const { deployment } = await read(showAtrs, { deploymentId: params['id'] })
      return inTab(
        deployment.id,
        'Papers and exports',
        <TakeOutForm id={deployment.id} csrf={csrf} form={form} />,
      )
    },
    post: async ({ run, read, params, now }, { values }) => {
      const deploymentId = params['id'] ?? ''
      const { choice, reason } = values
      if (choice === 'deployment-file')
        return takeOutFile({ run, read, now }, files, { deploymentId, reason })
      const what = String(choice ?? '').startsWith('atrs') ? 'atrs-record' : choice
      const note = await run(noteExport, { of: 'deployment', deploymentId, what, reason })
      const { record, deployment, organisation } = await read(showAtrs, { deploymentId })
      const title = { organisationName: organisation.name, toolName: deployment.product.name }
      if (choice === 'atrs-json')
        return fileOf(
          `${JSON.stringify(atrsJson(record, title, note), null, 2)}\n`,
          'application/json',
          `transparency-record-${note.madeOn}.json`,
        )
      if (choice === 'atrs-csv') return atrsCsvFile(record, note)
      return inTab(
        deploymentId,
        'Transparency record',
        <article className="wr-paper">
          <ReportBody report={atrsReport(record, title, note)} />
        </article>,
      )
    },
  })

const fileOf = (download: string, type: string, fileName: string): Download => ({
  download,
  type,
  fileName,
})

const inTab = (id: string, title: string, body: PageContent['body']): PageContent => ({
  title,
  nav: '/register',
  subject: { kind: 'deployment', id },
  tab: 'Papers and exports',
  body,
})

const TakeOutForm = ({ id, csrf, form }: { id: string; csrf: string; form: FormState }) => (
  <div className="wr-readable">
    <ErrorSummary errors={form.errors} />
    <h2>Papers and exports</h2>
    <p>
      These hold records that are not public. Who downloaded them, when and what for stands in the
      history. The hazard log, the safety case and the DCB0160 starter pack are{' '}
      <a href={`/register/deployments/${id}/hazards/take-away`}>downloaded from its hazards</a>.
      Papers about all tools are <a href="/overviews/take-out">made for the organisation</a>.
    </p>
    <Form action={hereOf(id)} csrf={csrf}>
      <Radios label="What?" choices={CHOICES} {...field(form, 'choice')} />
      <TextField label="What do you need it for?" {...field(form, 'reason')} />
      <ButtonGroup>
        <Button>Make it</Button>
        <a href={`/register/deployments/${id}`}>Cancel</a>
      </ButtonGroup>
    </Form>
  </div>
)
