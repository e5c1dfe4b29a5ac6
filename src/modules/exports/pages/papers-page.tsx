import { page, type FormState } from '#kernel/declare/page.js'
import { addMonths, londonDate } from '#kernel/time.js'
import {
  asDate,
  Button,
  ButtonGroup,
  ErrorSummary,
  field,
  Form,
  PageHeading,
  Radios,
  Select,
  TextField,
} from '#ui/index.js'
import { ReportBody } from '#ui/report/report-body.js'
import { reportFile } from '../answer-format.js'
import { MAY_TAKE_OUT } from '../model.js'
import { paperOf } from '../papers/make-paper.js'

const HERE = '/overviews/take-out'
const MONTHS = 12

/** The papers about an organisation's AI as a whole; it asks what for, and notes who took what. */
export const papersPage = page({
  path: HERE,
  allow: MAY_TAKE_OUT,
  get: async ({ csrf, now, actor }, form) => ({
    title: 'Papers',
    nav: '/overviews',
    body: (
      <div className="wr-readable">
        <ErrorSummary errors={form.errors} />
        <PageHeading aside={actor.organisationName ?? undefined}>Papers</PageHeading>
        <p>
          These are made from the register as it stands now and hold records that are not public.
          Who downloaded them, when and what for stands in the history of the organisation.
        </p>
        <PapersForm csrf={csrf} form={form} today={londonDate(now)} />
      </div>
    ),
  }),
  post: async ({ run, read }, { values }) => {
    const report = await paperOf({ run, read }, values)
    const { format } = values
    if (format === 'pdf' || format === 'html') return reportFile(report, format)
    return {
      title: report.title,
      nav: '/overviews',
      body: (
        <>
          <PageHeading>Paper to print</PageHeading>
          <article className="wr-paper">
            <ReportBody report={report} />
          </article>
        </>
      ),
    }
  },
})

const PapersForm = (props: { csrf: string; form: FormState; today: string }) => (
  <Form action={HERE} csrf={props.csrf}>
    <Radios
      label="What?"
      choices={[
        {
          value: 'foi-answer-pack',
          label: 'Freedom of information answers',
          hint: 'What is asked again and again about AI, answered for every tool. A person decides on exemptions.',
        },
        {
          value: 'board-paper',
          label: 'Paper for the board',
          hint: 'What is in use, gates, exceptions, risks of 3 and more, concerns, alerts, and a month of figures.',
        },
      ]}
      {...field(props.form, 'what')}
    />
    <Select
      label="Month of the figures, for the board"
      choices={lastMonths(props.today)}
      {...field(props.form, 'month')}
    />
    <Radios
      label="As what?"
      choices={[
        { value: 'page', label: 'A page to print' },
        { value: 'html', label: 'A web page as one file' },
        { value: 'pdf', label: 'A PDF, tagged for screen readers' },
      ]}
      {...field(props.form, 'format')}
    />
    <TextField label="What do you need it for?" {...field(props.form, 'reason')} />
    <ButtonGroup>
      <Button>Make the paper</Button>
      <a href="/overviews">Cancel</a>
    </ButtonGroup>
  </Form>
)

const lastMonths = (today: string): { value: string; label: string }[] => {
  const last = addMonths(`${today.slice(0, 7)}-01`, -1)
  return Array.from({ length: MONTHS }, (_, back) => {
    const from = addMonths(last, -back)
    return { value: from.slice(0, 7), label: asDate(from).replace(/^\d+ /, '') }
  })
}
