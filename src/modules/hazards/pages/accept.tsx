import type { ReactElement } from 'react'
import { page, type FormState } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  ErrorSummary,
  field,
  Form,
  Hidden,
  Panel,
  SummaryList,
  TextArea,
  WarningCallout,
} from '#ui/index.js'
import { acceptHazard } from '../accept-hazard.js'
import { controlWords, scoreWords, WORD_NAMES } from '../field-words.js'
import { MAY_ACCEPT, type Hazard } from '../model.js'
import { showHazard } from '../show-hazard.js'
import { requireOpenLog } from '../subject.js'
import { subjectOfLog } from './places.js'
import { RiskTag, riskMeaning } from './tags.js'

/** The form to accept a residual risk: what is accepted stands above the button. */
export const acceptPage = page({
  path: '/hazards/:hazard/accept',
  allow: MAY_ACCEPT,
  get: async ({ read, params, csrf }, form) => {
    const shown = await read(showHazard, { id: params['hazard'] })
    const { hazard, log, subject, standing } = shown
    requireOpenLog(subject)
    return {
      title: `Accept ${hazard.reference}`,
      nav: '/register',
      subject: subjectOfLog(log, subject.product.id),
      tab: 'Hazards',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <h2>
            Accept the risk of {hazard.reference}: {hazard.name}
          </h2>
          <SummaryList
            rows={[
              { key: WORD_NAMES.hazard, value: hazard.hazard },
              { key: WORD_NAMES.harm, value: hazard.harm },
              {
                key: 'New controls',
                value: hazard.controls.map(controlWords).join('\n') || 'none',
              },
              {
                key: 'Risk after controls',
                value: (
                  <>
                    <RiskTag risk={hazard.residualRisk} /> {scoreWords(hazard.residual)}.{' '}
                    {hazard.residualRisk === null ? '' : riskMeaning(hazard.residualRisk)}
                  </>
                ),
              },
              { key: 'Tolerated because', value: hazard.toleratedBecause },
            ]}
          />
          {standing.word === 'acceptance-wanted' ? (
            <AcceptForm shown={shown} csrf={csrf} form={form} />
          ) : (
            <>
              <Panel tone="yellow">
                {standing.missing ?? 'Nothing waits to be accepted here.'} It cannot be accepted
                now.
              </Panel>
              <p className="wr-screen-only">
                <a href={`/hazards/${hazard.id}`}>Back to the hazard</a>
              </p>
            </>
          )}
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const id = params['hazard'] ?? ''
    await run(acceptHazard, { ...values, id })
    return { redirect: `/hazards/${id}`, flash: 'Your acceptance is recorded.' }
  },
})

/** What an acceptance means, and the form that gives it. */
const AcceptForm = (props: {
  shown: { hazard: Hazard; need: string | null }
  csrf: string
  form: FormState
}): ReactElement => {
  const { shown, csrf, form } = props
  const { hazard, need } = shown
  return (
    <>
      <WarningCallout heading="What your acceptance means" headingLevel="h2">
        <p>
          You accept this risk as it stands, in your role and name. If the hazard changes, it has to
          be accepted again.
          {need === 'two-acceptances'
            ? ' It takes the clinical safety officer and the executive sponsor, two people.'
            : ''}
        </p>
      </WarningCallout>
      <Form action={`/hazards/${hazard.id}/accept`} csrf={csrf}>
        <Hidden name="revision" value={field(form, 'revision').value || String(hazard.revision)} />
        <TextArea
          label="Why do you accept it?"
          optional={need !== 'two-acceptances'}
          rows={3}
          {...field(form, 'reason')}
        />
        <ButtonGroup>
          <Button>Accept this risk</Button>
          <a href={`/hazards/${hazard.id}`}>Cancel</a>
        </ButtonGroup>
      </Form>
    </>
  )
}
