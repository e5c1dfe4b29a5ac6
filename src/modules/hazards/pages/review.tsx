import { page, type PageDescription } from '#kernel/declare/page.js'
import {
  Button,
  Checkboxes,
  ErrorSummary,
  field,
  fieldList,
  Form,
  TextArea,
  WarningCallout,
} from '#ui/index.js'
import { scoreWords } from '../field-words.js'
import type { JudgedHazard } from '../hazard-facts.js'
import { MAY_SCORE } from '../model.js'
import { offerLog, reviewLog } from '../review-log.js'
import { counts } from '../rules.js'
import { showLog } from '../show-hazard.js'
import { requireOpenLog } from '../subject.js'
import type { Place } from './places.js'

const PARTED = ':'

/** The form to review a log as a whole and sign it, and to offer it to partners. */
export const reviewPage = (place: Place): PageDescription =>
  page({
    path: `${place.path}/review`,
    allow: MAY_SCORE,
    get: async ({ read, params, csrf }, form) => {
      const here = place.here(params)
      const { subject, log, hazards } = await read(showLog, { log: place.of(params) })
      requireOpenLog(subject)
      const counting = hazards.filter(({ hazard }) => counts(hazard))
      return {
        title: 'Review the hazard log',
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <h2>Review the hazard log</h2>
            <p>
              Tick each hazard that you have looked at and that stands as it is. One that does not
              is changed or scored on its own page first.
            </p>
            <Form action={`${here}/review`} csrf={csrf}>
              {counting.length === 0 ? (
                <p>
                  No hazard is logged. Say below how you looked for hazards, and what came of it.
                </p>
              ) : (
                <Checkboxes
                  label="These stand as they are"
                  optional
                  choices={counting.map(({ hazard, standing }) => ({
                    value: `${hazard.id}${PARTED}${hazard.revision}`,
                    label: (
                      <>
                        {hazard.reference}: {hazard.name}
                      </>
                    ),
                    hint: hintOf({ hazard, standing }),
                  }))}
                  {...fieldList(form, 'confirmed')}
                />
              )}
              <TextArea label="What did the review come to?" rows={3} {...field(form, 'note')} />
              {subject.deployment && !subject.ofMember ? (
                <Checkboxes
                  label="Whom it covers"
                  optional
                  choices={[
                    {
                      value: 'yes',
                      label: 'It covers the organisations of our group too',
                      hint: 'Those that this deployment covers, and those below yours with the same product. Each sees it in its own log and adjusts what differs there.',
                    },
                  ]}
                  {...fieldList(form, 'coversGroup')}
                  values={form.values['coversGroup'] || log?.coversGroup ? ['yes'] : []}
                />
              ) : null}
              <WarningCallout heading="What your signature means" headingLevel="h2">
                <p>
                  You sign in your name that you reviewed this log today. It says nothing about
                  anybody’s approval.
                </p>
              </WarningCallout>
              <Button>Sign the review</Button>
            </Form>
            {subject.deployment && !subject.ofMember ? (
              <Form action={`${here}/offer`} csrf={csrf}>
                <h2>Offer it to partners</h2>
                <p>
                  {log?.offered
                    ? 'Partners with the same product may copy this log as a starting point.'
                    : 'Partners see nothing of this log. Offered, those with the same product may read and copy it as a starting point, without your reasons, acceptances or concerns.'}
                </p>
                <Button kind="secondary" name="offered" value={log?.offered ? 'no' : 'yes'}>
                  {log?.offered ? 'Take the offer back' : 'Offer this log'}
                </Button>
              </Form>
            ) : null}
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      const confirmed = [values['confirmed'] ?? []].flat().map((one) => {
        const [id = '', revision = ''] = one.split(PARTED)
        return { id, revision }
      })
      await run(reviewLog, {
        log: place.of(params),
        confirmed,
        note: values['note'],
        coversGroup: values['coversGroup'] !== undefined,
      })
      return { redirect: place.here(params), flash: 'Your review is signed.' }
    },
  })

const hintOf = ({ hazard, standing }: Pick<JudgedHazard, 'hazard' | 'standing'>): string =>
  [
    hazard.residual === null
      ? ''
      : `After controls: ${scoreWords(hazard.residual)}, risk ${hazard.residualRisk}.`,
    standing.missing ?? '',
  ]
    .filter(Boolean)
    .join(' ')

/** Takes the offer of a log to partners, or its end. */
export const offerForm = (place: Place): PageDescription =>
  page({
    path: `${place.path}/offer`,
    allow: MAY_SCORE,
    post: async ({ run, params }, { values }) => {
      const offered = values['offered'] === 'yes'
      await run(offerLog, { log: place.of(params), offered })
      return {
        redirect: place.here(params),
        flash: offered ? 'Partners may copy this log now.' : 'The offer is taken back.',
      }
    },
  })
