import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type FormState } from '#kernel/declare/page.js'
import {
  asDate,
  asSentence,
  Button,
  Card,
  ErrorSummary,
  field,
  Fieldset,
  Form,
  Panel,
  Select,
  Table,
  TextArea,
} from '#ui/index.js'
import {
  likelihoodName,
  NEEDS,
  PUBLISHED,
  severityName,
  type Level,
  type Need,
} from '../clinical-safety-data.js'
import { MAY_READ, MAY_SCORE, type Criteria } from '../model.js'
import { milderCells } from '../rules.js'
import { setCriteria, showCriteria } from '../set-criteria.js'
import { MatrixTable } from './matrix.js'
import { riskMeaning } from './tags.js'

const HERE = '/hazard-criteria'
const LEVELS: readonly Level[] = [1, 2, 3, 4, 5]

const NEED_NAMES: Readonly<Record<Need, string>> = {
  record: 'It is recorded',
  'safety-officer': 'The clinical safety officer accepts it',
  'two-acceptances':
    'A written reason, and two acceptances: clinical safety officer and executive sponsor',
  'no-go-live': 'It must be brought down before going live',
  'no-gate': 'It blocks every gate; nobody may except it',
}

/** By what the organisation accepts clinical risk. */
export const criteriaPage = page({
  path: HERE,
  allow: MAY_READ,
  get: async ({ read, actor }) => {
    const { inForce, all } = await read(showCriteria, {})
    return {
      title: 'Criteria of acceptable risk',
      nav: '/register',
      body: (
        <>
          <h1>Criteria of acceptable risk</h1>
          <Panel>{inWords(inForce)}</Panel>
          <MatrixTable caption="Risk by likelihood and severity" matrix={inForce.matrix} />
          <Table
            caption="What each risk after controls asks for"
            rows={LEVELS}
            columns={[
              { heading: 'Risk', cell: (level) => level },
              { heading: 'In short', cell: (level) => riskMeaning(level) },
              {
                heading: 'What it asks for',
                cell: (level) => NEED_NAMES[inForce.needs[level - 1] ?? 'no-gate'],
              },
            ]}
          />
          <p className="wr-note">
            The published matrix: {PUBLISHED.source.name}.{' '}
            <a href={PUBLISHED.source.address}>Open it at its source</a>. What each risk asks for is
            Wardround’s own design.
          </p>
          {isAllowed(actor, MAY_SCORE) ? (
            <p className="wr-screen-only">
              <a href={`${HERE}/change`}>Set your organisation’s own criteria</a>
            </p>
          ) : null}
          {all.length > 1 ? (
            <Card heading="Earlier criteria">
              <ul>
                {all.slice(1).map((one) => (
                  <li key={one.id}>
                    Signed on {asDate(one.signedOn ?? '')} by {one.signedByName}: {one.note}
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </>
      ),
    }
  },
})

const inWords = (criteria: Criteria): string => {
  if (criteria.id === null)
    return 'The published matrix applies: your organisation has set no criteria of its own.'
  const milder = milderCells(criteria.matrix).length
  const than =
    milder === 0
      ? 'In no cell are they milder than the published matrix.'
      : `In ${milder} of 25 cells they are milder than the published matrix.`
  return `Your organisation’s own criteria apply, signed on ${asDate(criteria.signedOn ?? '')} by ${criteria.signedByName}: ${asSentence(criteria.note)} ${than}`
}

/** The form to set the organisation's own criteria. */
export const changeCriteriaPage = page({
  path: `${HERE}/change`,
  allow: MAY_SCORE,
  get: async ({ read, csrf }, posted) => {
    const { inForce } = await read(showCriteria, {})
    const form =
      Object.keys(posted.values).length > 0 ? posted : { ...posted, values: valuesOf(inForce) }
    return {
      title: 'Set your criteria',
      nav: '/register',
      breadcrumbs: [{ text: 'Criteria of acceptable risk', href: HERE }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <h1>Set your organisation’s own criteria</h1>
          <p>
            Every risk in your logs is looked up again in them at once; likelihoods and severities
            stay. A risk of 5 always blocks every gate.
          </p>
          <Form action={`${HERE}/change`} csrf={csrf}>
            {LEVELS.toReversed().map((likelihood) => (
              <Fieldset key={likelihood} legend={`${likelihoodName(likelihood)} likelihood`}>
                {LEVELS.map((severity) => (
                  <CellField
                    key={severity}
                    form={form}
                    likelihood={likelihood}
                    severity={severity}
                  />
                ))}
              </Fieldset>
            ))}
            <Fieldset legend="What each risk after controls asks for">
              {LEVELS.map((level) => (
                <Select
                  key={level}
                  label={`Risk ${level}`}
                  choices={NEEDS.map((value) => ({ value, label: NEED_NAMES[value] }))}
                  {...field(form, `needs.${level - 1}`)}
                />
              ))}
            </Fieldset>
            <TextArea label="Where were these criteria agreed?" rows={3} {...field(form, 'note')} />
            <Button>Sign these criteria</Button>
          </Form>
        </>
      ),
    }
  },
  post: async ({ run }, { values }) => {
    const at = (name: string) => values[name]
    await run(setCriteria, {
      matrix: LEVELS.map((i) => LEVELS.map((j) => at(`matrix.${i - 1}.${j - 1}`))),
      needs: LEVELS.map((level) => at(`needs.${level - 1}`)),
      note: at('note'),
    })
    return { redirect: HERE, flash: 'Your criteria are signed and in force.' }
  },
})

const CellField = (props: {
  form: FormState
  likelihood: Level
  severity: Level
}): ReactElement => (
  <Select
    label={`${severityName(props.severity)} severity`}
    choices={LEVELS.map((level) => ({ value: String(level), label: `Risk ${level}` }))}
    {...field(props.form, `matrix.${props.likelihood - 1}.${props.severity - 1}`)}
  />
)

const valuesOf = (criteria: Criteria): Record<string, string> => ({
  ...Object.fromEntries(
    criteria.matrix.flatMap((row, i) => row.map((risk, j) => [`matrix.${i}.${j}`, String(risk)])),
  ),
  ...Object.fromEntries(criteria.needs.map((need, place) => [`needs.${place}`, need])),
})
