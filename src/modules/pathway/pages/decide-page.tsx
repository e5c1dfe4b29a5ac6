import type { ReactElement } from 'react'
import { page, type FormBody, type FormState } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import type { Framework, Gate, GateDecision } from '#modules/framework/index.js'
import {
  Button,
  ButtonGroup,
  Checkboxes,
  DateField,
  dateOfParts,
  ErrorSummary,
  field,
  fieldDate,
  fieldList,
  Fieldset,
  Form,
  InsetText,
  Select,
  TextArea,
  TextField,
} from '#ui/index.js'
import { reasonsInShort } from '../advised-in-words.js'
import { decideGate } from '../decide-gate.js'
import type { MemberName } from '../members.js'
import { mayRecord } from '../may-decide.js'
import { MAY_DECIDE } from '../model.js'
import { showGate } from '../show-gates.js'

const CONDITION_ROWS = 3

/** Records one decision at a gate: the reason, and what else this decision needs. */
export const decidePage = page({
  path: '/register/deployments/:id/gates/:gate/decide/:decision',
  allow: MAY_DECIDE,
  get: async ({ read, params, csrf, actor }, form) => {
    const { deployment, framework, gate, assessment, people } = await read(showGate, {
      deploymentId: params['id'],
      gate: params['gate'],
    })
    const chosen = gate.decisions.find((one) => one.id === params['decision'])
    if (!chosen) throw new NotFound('This gate has no such decision.')
    const here = `/register/deployments/${deployment.id}/gates/${gate.id}`
    const { may, reasons } = mayRecord(actor, chosen, assessment)
    return {
      title: `${gate.name}: ${chosen.label}`,
      nav: '/register',
      subject: { kind: 'deployment', id: deployment.id },
      tab: 'Gates',
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} title={errorTitle(form)} />
          <h2 className="nhsuk-heading-l">
            {gate.name}: {chosen.label}
          </h2>
          <p>{reasonsInShort(assessment).join(' ')}</p>
          {assessment.excepted.map((item) => (
            <InsetText key={item.requirementId}>{item.sentence}</InsetText>
          ))}
          {may ? (
            <Form action={`${here}/decide/${chosen.id}`} csrf={csrf}>
              <TextArea
                label="Reason"
                hint="Why this is decided, in words a colleague can follow in a year"
                {...field(form, 'reason')}
              />
              <DecisionFields {...{ gate, chosen, form, people, framework }} />
              <ButtonGroup>
                <Button kind={chosen.effect === 'ceases' ? 'warning' : 'primary'}>
                  Record: {chosen.label}
                </Button>
                <a href={here}>Go back to the gate</a>
              </ButtonGroup>
              <p className="wr-note">
                What is on file today, and version {framework.version} of the agreed way, are kept
                with the decision.
              </p>
            </Form>
          ) : (
            <>
              <InsetText>{reasons.join(' ')}</InsetText>
              <p className="wr-screen-only">
                <a href={here}>Go back to the gate</a>
              </p>
            </>
          )}
        </div>
      ),
    }
  },
  post: async ({ run, params }, body) => {
    const { values } = body
    await run(decideGate, {
      deploymentId: params['id'],
      gate: params['gate'],
      decision: params['decision'],
      reason: values['reason'],
      until: dateOfParts(values, 'until'),
      conditions: conditionsOf(body),
      ceaseReasons: [values['ceaseReasons'] ?? []].flat(),
    })
    return {
      redirect: `/register/deployments/${params['id']}/gates`,
      flash: 'The decision is recorded.',
    }
  },
})

const errorTitle = (form: FormState): string | undefined =>
  form.errors.some((error) => /block|leads on from/.test(error.message))
    ? 'This gate cannot be passed yet'
    : undefined

const conditionsOf = ({ values }: FormBody): object[] =>
  Array.from({ length: CONDITION_ROWS }, (_, place) => ({
    condition: values[`conditions.${place}.condition`] ?? '',
    ownerId: values[`conditions.${place}.ownerId`] ?? '',
    due: dateOfParts(values, `conditions.${place}.due`),
  })).filter((one) => one.condition !== '')

const DecisionFields = (props: {
  gate: Gate
  chosen: GateDecision
  form: FormState
  people: readonly MemberName[]
  framework: Framework
}): ReactElement | null => {
  const { gate, chosen, form, people, framework } = props
  const date = dateLabel(gate, chosen)
  const reasons = framework.gates.find((one) => one.id === 'cease')?.reasons ?? []
  return (
    <>
      {date ? <DateField {...date} {...fieldDate(form, 'until')} /> : null}
      {chosen.needsConditions
        ? Array.from({ length: CONDITION_ROWS }, (_, place) => (
            <ConditionFields key={place} place={place} form={form} people={people} />
          ))
        : null}
      {chosen.effect === 'ceases' && chosen.id !== 'cease-by-date' ? (
        <>
          <InsetText>
            This ends the use at once. What is left to settle is listed and chased afterwards.
          </InsetText>
          <Checkboxes
            label="Why it ends"
            choices={reasons.map(({ id, label }) => ({ value: id, label }))}
            {...fieldList(form, 'ceaseReasons')}
          />
        </>
      ) : null}
    </>
  )
}

const dateLabel = (
  gate: Gate,
  chosen: GateDecision,
): { label: string; hint?: string; optional?: boolean } | null => {
  if (chosen.effect === 'extends') return { label: 'When does the longer pilot end?' }
  if (chosen.id === 'cease-by-date') return { label: 'By when does it cease?' }
  if (gate.id === 'review' && chosen.effect === 'stays')
    return { label: 'When is the next review due?', optional: true }
  if (chosen.effect !== 'moves') return null
  return gate.to === 'pilot'
    ? { label: 'When does the pilot end?', optional: true }
    : { label: 'When is the next review due?', optional: true }
}

const ConditionFields = (props: {
  place: number
  form: FormState
  people: readonly MemberName[]
}): ReactElement => {
  const name = `conditions.${props.place}`
  return (
    <Fieldset legend={`Condition ${props.place + 1}`}>
      <TextField
        label="What must be done"
        optional={props.place > 0}
        {...field(props.form, `${name}.condition`)}
      />
      <Select
        label="Who sees to it"
        optional={props.place > 0}
        empty="Choose somebody"
        choices={props.people.map((one) => ({ value: one.personId, label: one.name }))}
        {...field(props.form, `${name}.ownerId`)}
      />
      <DateField
        label="By when"
        optional={props.place > 0}
        {...fieldDate(props.form, `${name}.due`)}
      />
    </Fieldset>
  )
}
