import type { ReactElement } from 'react'
import { page, type FormState } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  Card,
  Details,
  editForm,
  ErrorSummary,
  field,
  Fieldset,
  Form,
  Hidden,
  Radios,
  Select,
  TextArea,
} from '#ui/index.js'
import { HARMS, PUBLISHED } from '../clinical-safety-data.js'
import { MAY_SCORE, type Criteria } from '../model.js'
import { riskOf } from '../rules.js'
import { scoreHazard } from '../score-hazard.js'
import { showHazard } from '../show-hazard.js'
import { requireOpenLog } from '../subject.js'
import { MatrixTable } from './matrix.js'
import { subjectOfLog } from './places.js'
import { completeScore, scoresOf, valuesOfScores, type Side } from './score-values.js'
import { RiskTag, riskMeaning } from './tags.js'

const LEGENDS: Readonly<Record<Side, string>> = {
  initial: 'Before the new controls',
  residual: 'After the new controls',
}

/** The form to score a hazard; it shows the cell of the matrix when asked, without storing anything. */
export const scorePage = page({
  path: '/hazards/:hazard/score',
  allow: MAY_SCORE,
  get: async ({ read, params, csrf }, posted) => {
    const { hazard, log, subject, criteria } = await read(showHazard, { id: params['hazard'] })
    requireOpenLog(subject)
    const { form, revision } = editForm(posted, hazard.revision, valuesOfScores(hazard))
    return {
      title: `Score ${hazard.reference}`,
      nav: '/register',
      subject: subjectOfLog(log, subject.product.id),
      tab: 'Hazards',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <h2>
            Score {hazard.reference}: {hazard.name}
          </h2>
          {hazard.reviewSince ? <p>Under review since {hazard.reviewSince}.</p> : null}
          <ComesTo form={form} criteria={criteria} />
          <Form action={`/hazards/${hazard.id}/score`} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            <ScoreFields form={form} side="initial" />
            <ScoreFields form={form} side="residual" />
            <TextArea
              label="Why is this risk tolerated?"
              hint="Needed where the risk after controls is undesirable (3): why bringing it down further is impractical."
              optional
              rows={3}
              {...field(form, 'toleratedBecause')}
            />
            <ButtonGroup>
              <Button>Save this score</Button>
              <Button kind="secondary" name="act" value="show">
                Show what it comes to
              </Button>
              <a href={`/hazards/${hazard.id}`}>Cancel</a>
            </ButtonGroup>
          </Form>
        </>
      ),
    }
  },
  post: async (context, { values }) => {
    const id = context.params['hazard'] ?? ''
    if (values['act'] === 'show') {
      const again = await scorePage.get?.(context, { values, errors: [] })
      if (again) return again
    }
    await context.run(scoreHazard, { id, revision: values['revision'], ...scoresOf(values) })
    return { redirect: `/hazards/${id}`, flash: 'The score is saved.' }
  },
})

const ComesTo = ({ form, criteria }: { form: FormState; criteria: Criteria }): ReactElement => {
  const [initial, residual] = [
    completeScore(form.values, 'initial'),
    completeScore(form.values, 'residual'),
  ]
  const [before, after] = [riskOf(initial, criteria.matrix), riskOf(residual, criteria.matrix)]
  return (
    <Card heading="What it comes to">
      <p>
        Before: <RiskTag risk={before} /> After: <RiskTag risk={after} />{' '}
        {after === null ? '' : `${riskMeaning(after)}.`}
      </p>
      <MatrixTable
        caption={`Risk by likelihood and severity, ${criteria.id === null ? 'the published matrix' : 'your organisation’s matrix'}`}
        matrix={criteria.matrix}
        marks={[
          { words: 'before', score: initial },
          { words: 'after', score: residual },
        ]}
      />
    </Card>
  )
}

const ScoreFields = ({ form, side }: { form: FormState; side: Side }): ReactElement => (
  <Fieldset legend={LEGENDS[side]}>
    <Select
      label="What is the worst harm that could reasonably follow?"
      empty="Not answered"
      choices={HARMS.map(({ id, name }) => ({ value: id, label: name }))}
      {...field(form, `${side}Harm.harm`)}
    />
    <Radios
      label="To one person, or to more?"
      inline
      choices={[
        { value: 'one', label: 'One person' },
        { value: 'many', label: 'More than one' },
      ]}
      {...field(form, `${side}Harm.people`)}
    />
    <Details
      summary="Set the severity yourself"
      open={field(form, `${side}.severity`).value !== ''}
    >
      <Select
        label="Severity"
        empty="As the two answers give it"
        choices={PUBLISHED.severities.map(({ level, name }) => ({
          value: String(level),
          label: name,
        }))}
        {...field(form, `${side}.severity`)}
      />
    </Details>
    <Radios
      label="How likely is it?"
      choices={PUBLISHED.likelihoods
        .toReversed()
        .map(({ level, name, meaning }) => ({ value: String(level), label: name, hint: meaning }))}
      {...field(form, `${side}.likelihood`)}
    />
  </Fieldset>
)
