import { page } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  ErrorSummary,
  field,
  Form,
  Hidden,
  SummaryList,
  TextArea,
  WarningCallout,
} from '#ui/index.js'
import { acceptHazard } from '../accept-hazard.js'
import { controlWords, scoreWords, WORD_NAMES } from '../field-words.js'
import { MAY_ACCEPT } from '../model.js'
import { showHazard } from '../show-hazard.js'
import { subjectOfLog } from './places.js'
import { RiskTag, riskMeaning } from './tags.js'

/** The form to accept a residual risk: what is accepted stands above the button. */
export const acceptPage = page({
  path: '/hazards/:hazard/accept',
  allow: MAY_ACCEPT,
  get: async ({ read, params, csrf }, form) => {
    const { hazard, log, subject, need } = await read(showHazard, { id: params['hazard'] })
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
          <WarningCallout heading="What your acceptance means" headingLevel="h2">
            <p>
              You accept this risk as it stands, in your role and name. If the hazard changes, it
              has to be accepted again.
              {need === 'two-acceptances'
                ? ' It takes the clinical safety officer and the executive sponsor, two people.'
                : ''}
            </p>
          </WarningCallout>
          <Form action={`/hazards/${hazard.id}/accept`} csrf={csrf}>
            <Hidden
              name="revision"
              value={field(form, 'revision').value || String(hazard.revision)}
            />
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
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const id = params['hazard'] ?? ''
    await run(acceptHazard, { ...values, id })
    return { redirect: `/hazards/${id}`, flash: 'Your acceptance is recorded.' }
  },
})
