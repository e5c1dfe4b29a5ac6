import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/declare/page.js'
import {
  asDate,
  Button,
  ButtonGroup,
  Card,
  ErrorSummary,
  field,
  Form,
  Hidden,
  InsetText,
  Radios,
} from '#ui/index.js'
import { roleWords, type NameMapping } from '../../metric-names/name-roles.js'
import type { ShownNames } from '../../metric-names/show-names.js'
import { monitoringHref } from '../addresses.js'
import { nameHref, roleValue, type Named } from './address.js'
import { choicesFor } from './choices.js'

/** The form that says what one name stands for. */
export const NameForm = (props: {
  shown: ShownNames
  named: Named
  mapping: NameMapping | undefined
  context: PageContext
  form: FormState
}): ReactElement => {
  const { shown, named, mapping, context } = props
  const id = shown.deployment.id
  const values = { role: mapping ? roleValue(mapping) : '', ...props.form.values }
  const form = { ...props.form, values }
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <Card heading={`What does the ${named.kind} “${named.name}” stand for?`}>
        {mapping ? (
          <p>
            {mapping.removed ? 'Until it was taken back it stood for ' : 'It stands for '}
            {roleWords(mapping)} ({mapping.decidedByName}, {asDate(mapping.decidedAt)}).
          </p>
        ) : null}
        {shown.plan ? null : (
          <InsetText>
            <p>
              <a href={monitoringHref(id, '/plan')}>Fix the monitoring plan</a> first: it says which
              measures there are to choose.
            </p>
          </InsetText>
        )}
        <Form action={nameHref(id, named)} csrf={context.csrf}>
          <Hidden name="revision" value={String(mapping?.revision ?? 0)} />
          <Radios
            label="It stands for"
            choices={choicesFor(named.kind, shown.plan)}
            {...field(form, 'role')}
          />
          <ButtonGroup>
            <Button>Save</Button>
            <Button kind="secondary" href={monitoringHref(id, '/metrics')}>
              Cancel
            </Button>
          </ButtonGroup>
        </Form>
      </Card>
    </>
  )
}
