import type { ReactElement } from 'react'
import { NotFound } from '#kernel/errors.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import {
  asDate,
  Button,
  ButtonGroup,
  Card,
  editForm,
  ErrorSummary,
  field,
  Form,
  Hidden,
  TextArea,
} from '#ui/index.js'
import { ReportBody } from '#ui/report/report-body.js'
import { reportPdf } from '#ui/report/report-pdf.js'
import { MAY_READ, MAY_SCORE, MAY_WRITE } from '../model.js'
import type { IssuedCase } from '../report/case-store.js'
import { CASE_TEXTS, caseTextsFor } from '../report/case-texts.js'
import { issueSafetyCase, showSafetyCase, writeSafetyCase } from '../report/safety-case.js'
import { counts } from '../rules.js'
import { requireOpenLog } from '../subject.js'
import type { Place } from './places.js'
import { SignCase, WriteCase } from './sign-case.js'

/** The pages of the clinical safety case of a log. */
export const safetyCasePages = (place: Place): readonly PageDescription[] => [
  reportPage(place),
  writePage(place),
  issuePage(place),
  issuedPage(place),
  issuedPdf(place),
]

const reportPage = (place: Place): PageDescription =>
  page({
    path: `${place.path}/safety-case`,
    allow: MAY_READ,
    get: async ({ read, params, actor, csrf }, form) => {
      const here = `${place.here(params)}/safety-case`
      const { draft, facts, issued } = await read(showSafetyCase, { log: place.of(params) })
      return {
        title: 'Clinical safety case report',
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ReportBody report={draft} />
            <WriteCase {...{ here, facts, actor }} />
            <Issued here={here} issued={issued} />
            <SignCase {...{ here, csrf, facts, actor }} />
          </>
        ),
      }
    },
  })

const Issued = (props: { here: string; issued: readonly IssuedCase[] }): ReactElement => (
  <Card heading="Reports issued">
    {props.issued.length === 0 ? (
      <p>None yet.</p>
    ) : (
      <ul>
        {props.issued.map((one) => (
          <li key={one.id}>
            <a href={`${props.here}/${one.number}`}>Report {one.number}</a>, signed on{' '}
            {asDate(one.issuedOn)} by {one.issuedByName}
          </li>
        ))}
      </ul>
    )}
  </Card>
)

const writePage = (place: Place): PageDescription =>
  page({
    path: `${place.path}/safety-case/write`,
    allow: MAY_WRITE,
    get: async ({ read, params, csrf }, posted) => {
      const { facts } = await read(showSafetyCase, { log: place.of(params) })
      requireOpenLog(facts.subject)
      const counting = facts.hazards.filter(({ hazard }) => counts(hazard)).length
      const { form, revision } = editForm(
        posted,
        facts.log?.revision ?? 0,
        facts.log?.caseTexts ?? {},
      )
      return {
        title: 'Write the safety case',
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <h2>Write the safety case</h2>
            <p>
              What the log knows is filled in by itself. Where you leave something empty, the report
              says so.
            </p>
            <Form action={`${place.here(params)}/safety-case/write`} csrf={csrf}>
              <Hidden name="revision" value={revision} />
              {caseTextsFor(counting).map((name) => (
                <TextArea
                  key={name}
                  label={CASE_TEXTS[name].label}
                  hint={CASE_TEXTS[name].hint}
                  optional
                  rows={4}
                  {...field(form, name)}
                />
              ))}
              <ButtonGroup>
                <Button>Save</Button>
                <a href={`${place.here(params)}/safety-case`}>Cancel</a>
              </ButtonGroup>
            </Form>
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      const { revision, ...texts } = values
      await run(writeSafetyCase, { ...texts, log: place.of(params), revision })
      return { redirect: `${place.here(params)}/safety-case`, flash: 'Its words are saved.' }
    },
  })

const issuePage = (place: Place): PageDescription =>
  page({
    path: `${place.path}/safety-case/issue`,
    allow: MAY_SCORE,
    get: async (context, form) => {
      const answer = await reportPage(place).get?.(context, form)
      if (!answer) throw new NotFound('There is no report.')
      return answer
    },
    post: async ({ run, params }) => {
      const { number } = await run(issueSafetyCase, { log: place.of(params) })
      return {
        redirect: `${place.here(params)}/safety-case`,
        flash: `Report ${number} is signed and issued.`,
      }
    },
  })

const issuedPage = (place: Place): PageDescription =>
  page({
    path: `${place.path}/safety-case/:number`,
    allow: MAY_READ,
    get: async ({ read, params }) => {
      const one = find(
        (await read(showSafetyCase, { log: place.of(params) })).issued,
        params['number'],
      )
      return {
        title: `Clinical safety case report ${one.number}`,
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <>
            <ReportBody report={one.report} />
            <p className="wr-note">Digest (SHA-256): {one.digest}</p>
            <p className="wr-screen-only">
              <a href={`${place.here(params)}/safety-case/${one.number}/pdf`}>This report as PDF</a>
            </p>
          </>
        ),
      }
    },
  })

const issuedPdf = (place: Place): PageDescription =>
  page({
    path: `${place.path}/safety-case/:number/pdf`,
    allow: MAY_READ,
    get: async ({ read, params }) => {
      const one = find(
        (await read(showSafetyCase, { log: place.of(params) })).issued,
        params['number'],
      )
      return {
        download: await reportPdf(one.report),
        type: 'application/pdf',
        fileName: `safety-case-report-${one.number}.pdf`,
      }
    },
  })

const find = (issued: readonly IssuedCase[], number: string | undefined): IssuedCase => {
  const one = issued.find((each) => String(each.number) === number)
  if (!one) throw new NotFound('There is no such report.')
  return one
}
