import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/declare/page.js'
import { MEASURES } from '../../measures.js'
import type { MonitoringPlan } from '../../model.js'
import {
  Button,
  Card,
  CommandBox,
  CommandText,
  Details,
  ErrorSummary,
  field,
  FormTokens,
  InsetText,
  Select,
  TextField,
  TwoColumns,
} from '#ui/index.js'
import { monitoringHref } from '../addresses.js'
import { asArgument } from './as-argument.js'

/** The page where a file is given in the browser and summarised there; only the summary is sent. */
export const SendBody = (props: {
  context: PageContext
  form: FormState
  deploymentId: string
  plan: MonitoringPlan | null
  version: string
}): ReactElement => {
  const { context, form, deploymentId, plan } = props
  const thresholds = plan?.thresholds.map(({ name, value }) => `${name}=${value}`).join(', ') ?? ''
  const values = {
    thresholds,
    every: plan?.period ?? 'week',
    score: 'score',
    outcome: 'outcome',
    ...form.values,
  }
  const filled = { values, errors: form.errors }
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <TwoColumns
        main={
          <Card heading="Send figures from a file">
            <p>
              Your file stays on this computer. It is counted here, in your browser, and only the
              counts and figures are sent. You see everything that will be sent before it goes.
            </p>
            <noscript>
              <InsetText>
                This page needs script to count the file on your computer. Without script, use the
                command line: it does the same and sends the same.
              </InsetText>
            </noscript>
            <form
              action={monitoringHref(deploymentId, '/send')}
              method="post"
              data-summarise=""
              data-version={props.version}
              noValidate
            >
              <FormTokens csrf={context.csrf} />
              <div className="nhsuk-form-group">
                <label className="nhsuk-label nhsuk-label--s" htmlFor="field-file">
                  Log
                </label>
                <div className="nhsuk-hint">CSV or NDJSON, one prediction or one item a row.</div>
                <input
                  className="nhsuk-file-upload"
                  id="field-file"
                  type="file"
                  accept=".csv,.ndjson,.jsonl,.txt"
                  data-summarise-file=""
                />
              </div>
              <TextField
                label="Column of scores"
                hint="Of a log of predictions"
                optional
                width={20}
                {...field(filled, 'score')}
              />
              <TextField
                label="Column of outcomes"
                hint="0 or 1, or yes or no"
                optional
                width={20}
                {...field(filled, 'outcome')}
              />
              <TextField
                label="Outcome that is the event"
                hint="Only where outcomes are other words, such as died; every other outcome is then none"
                optional
                width={20}
                {...field(filled, 'event')}
              />
              <TextField
                label="Column of predicted numbers"
                hint="Of a log of forecasts, such as days of stay; then leave scores and outcomes empty"
                optional
                width={20}
                {...field(filled, 'predicted')}
              />
              <TextField
                label="Column of the numbers that came"
                optional
                width={20}
                {...field(filled, 'observed')}
              />
              <TextField
                label="Column of values"
                hint="Of another log, such as minutes saved; then leave scores and outcomes empty"
                optional
                width={20}
                {...field(filled, 'value')}
              />
              <TextField
                label="Column of categories"
                hint="Such as accepted, edited, rejected"
                optional
                width={20}
                {...field(filled, 'category')}
              />
              <TextField
                label="Column of prediction times"
                optional
                width={20}
                {...field(filled, 'time')}
              />
              <TextField
                label="Column of whole-number periods"
                hint="If the log has periods 0, 1, 2 … instead of times"
                optional
                width={20}
                {...field(filled, 'period')}
              />
              <TextField
                label="Date of the first period"
                hint="Only without times, for example 2026-01-05. The figures then say that they were dated by you."
                optional
                width={10}
                {...field(filled, 'first')}
              />
              <Select
                label="A period is"
                choices={[
                  { value: 'day', label: 'a day' },
                  { value: 'week', label: 'a week from Monday' },
                  { value: 'month', label: 'a month' },
                ]}
                {...field(filled, 'every')}
              />
              <TextField label="Column of sites" optional width={20} {...field(filled, 'site')} />
              <TextField
                label="Column of versions"
                optional
                width={20}
                {...field(filled, 'version')}
              />
              <TextField
                label="Columns for groups"
                hint="For example sex, age_band. Groups of fewer than 10 rows are left out."
                optional
                {...field(filled, 'by')}
              />
              <TextField
                label="Column of ids of rows"
                hint="Rows with an id that was there before are left out and counted. Ids stay on this computer."
                optional
                width={20}
                {...field(filled, 'id')}
              />
              <TextField
                label="Columns to pass over unread"
                hint="Columns that look like identifiers, such as nhs_number"
                optional
                {...field(filled, 'drop')}
              />
              <TextField
                label="Thresholds"
                hint="For example working=0.5"
                optional
                {...field(filled, 'thresholds')}
              />
              <Select
                label="Scores are"
                choices={[
                  { value: '', label: 'not said: probabilities if all lie in 0 to 1' },
                  { value: 'probability', label: 'probabilities from 0 to 1, others are left out' },
                  { value: 'percent', label: 'percent from 0 to 100' },
                  { value: 'score', label: 'another scale' },
                ]}
                {...field(filled, 'scale')}
              />
              <input type="hidden" name="summary" data-summarise-summary="" />
              <p data-summarise-status="" role="status" />
              <div data-summarise-review="" hidden />
              <Button>Count the file here</Button>
            </form>
            <script src={context.script('summarise.js')} defer nonce={context.nonce} />
          </Card>
        }
        side={<FromTheCommandLine deploymentId={deploymentId} plan={plan} />}
      />
    </>
  )
}

/** How to do the same from the command line, with this deployment's own id and thresholds. */
export const FromTheCommandLine = (props: {
  deploymentId: string
  plan: MonitoringPlan | null
}): ReactElement => {
  const named = (props.plan?.thresholds ?? [])
    .map(({ name, value }) => ` --threshold ${asArgument(`${name}=${value}`)}`)
    .join('')
  return (
    <Card heading="From the command line">
      <p>On your own machine, without an account there:</p>
      <CommandBox>
        {`npx wardround summarise log.csv --score score --outcome outcome --time at${named} -o out.json`}
      </CommandBox>
      <CommandBox>
        {`npx wardround send out.json --to ADDRESS --deployment ${props.deploymentId}`}
      </CommandBox>
      <p>
        ADDRESS is where this Wardround is, such as https://wardround.example.nhs.uk. The API key
        comes from WARDROUND_API_KEY or <CommandText>--key-file</CommandText>; an administrator
        makes it.
      </p>
      <Details summary="What is counted">
        <ul>
          {MEASURES.filter(({ kind }) => kind !== 'typed').map(({ id, name, says }) => (
            <li key={id}>
              {name}: {says}
            </li>
          ))}
        </ul>
      </Details>
    </Card>
  )
}
