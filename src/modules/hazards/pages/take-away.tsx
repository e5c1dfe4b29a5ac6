import { page, type Download, type PageDescription } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import { Button, ButtonGroup, ErrorSummary, field, Form, Radios, TextField } from '#ui/index.js'
import { reportHtml } from '#ui/report/report-html.js'
import { reportPdf } from '#ui/report/report-pdf.js'
import { logAsCsv } from '../export-log.js'
import { MAY_READ } from '../model.js'
import { showSafetyCase } from '../report/safety-case.js'
import { starterPack } from '../report/starter-pack.js'
import { noteTakeAway, TAKE_AWAYS, type TakeAway } from '../report/take-away.js'
import type { Place } from './places.js'

const NAMES: Readonly<Record<TakeAway, { label: string; hint: string }>> = {
  'log-csv': {
    label: 'The hazard log (CSV)',
    hint: 'Every hazard, closed and withdrawn ones too. Wardround reads it back.',
  },
  'case-pdf': {
    label: 'The clinical safety case report (PDF)',
    hint: 'As it stands today, a draft. Tagged for screen readers.',
  },
  'case-html': {
    label: 'The clinical safety case report (web page)',
    hint: 'The same as one file.',
  },
  'starter-pack': {
    label: 'The DCB0160 starter pack (ZIP)',
    hint: 'Local plan, hazard log and safety case, each to be completed.',
  },
}

/** What can be taken away of a log; it asks what for, and notes who took it. */
export const takeAwayPage = (place: Place): PageDescription =>
  page({
    path: `${place.path}/take-away`,
    allow: MAY_READ,
    get: async ({ read, params, csrf }, form) => {
      await read(showSafetyCase, { log: place.of(params) })
      return {
        title: 'Download the hazard log',
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <h2>Download the hazard log</h2>
            <p>
              A hazard log is not public. Who downloaded it, when and what for stands in the
              history.
            </p>
            <Form action={`${place.here(params)}/take-away`} csrf={csrf}>
              <Radios
                label="What?"
                choices={TAKE_AWAYS.map((value) => ({ value, ...NAMES[value] }))}
                {...field(form, 'what')}
              />
              <TextField label="What do you need it for?" {...field(form, 'reason')} />
              <ButtonGroup>
                <Button>Download it</Button>
                <a href={place.here(params)}>Cancel</a>
              </ButtonGroup>
            </Form>
          </>
        ),
      }
    },
    post: async ({ run, read, params, now }, { values }) => {
      const log = place.of(params)
      const { what } = await run(noteTakeAway, { ...values, log })
      const { draft, facts } = await read(showSafetyCase, { log })
      const named = (kind: string, ending: string) =>
        `${kind}-${facts.subject.product.name}-${londonDate(now)}.${ending}`
      const made: Readonly<Record<TakeAway, () => Promise<Download> | Download>> = {
        'log-csv': () => ({
          download: `\ufeff${logAsCsv(facts.hazards.map(({ hazard }) => hazard))}`,
          type: 'text/csv; charset=utf-8',
          fileName: named('hazard-log', 'csv'),
        }),
        'case-pdf': async () => ({
          download: await reportPdf(draft),
          type: 'application/pdf',
          fileName: named('safety-case', 'pdf'),
        }),
        'case-html': () => ({
          download: reportHtml(draft),
          type: 'text/html; charset=utf-8',
          fileName: named('safety-case', 'html'),
        }),
        'starter-pack': () => ({
          download: starterPack(facts),
          type: 'application/zip',
          fileName: named('starter-pack', 'zip'),
        }),
      }
      return made[what]()
    },
  })
