import type { ReactElement } from 'react'
import type { FactDefinition } from '#modules/framework/index.js'
import { field, Radios, Select, type FormState } from '#ui/index.js'

const NOT_ANSWERED = { value: '', label: 'Not answered' }

/** Questions that decide what is asked later; not answered is an answer of its own. */
export const FactFields = (props: {
  facts: readonly FactDefinition[]
  form: FormState
}): ReactElement => (
  <>
    <p>
      What applies to it follows from these. Leave what you do not know not answered: it then counts
      as applying.
    </p>
    {props.facts.map((fact) => (
      <FactField key={fact.id} fact={fact} form={props.form} />
    ))}
  </>
)

const FactField = ({ fact, form }: { fact: FactDefinition; form: FormState }): ReactElement => {
  const given = {
    ...(fact.help === null ? {} : { hint: fact.help }),
    ...field(form, `facts.${fact.id}`),
  }
  return fact.kind === 'yes-no' ? (
    <Radios
      label={fact.question}
      inline
      choices={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }, NOT_ANSWERED]}
      {...given}
    />
  ) : (
    <Select
      label={fact.question}
      empty="Not answered"
      choices={fact.choices.map((choice) => ({
        value: choice.id,
        label: `${choice.label.charAt(0).toUpperCase()}${choice.label.slice(1)}`,
      }))}
      {...given}
    />
  )
}

/** What a posted form says of some facts; null is not answered. */
export const factsOf = (
  asked: readonly FactDefinition[],
  values: FormState['values'],
): Record<string, boolean | string | null> =>
  Object.fromEntries(
    asked.map((fact) => {
      const value = values[`facts.${fact.id}`]
      if (typeof value !== 'string' || value === '') return [fact.id, null]
      return [fact.id, fact.kind === 'yes-no' ? value === 'yes' : value]
    }),
  )

/** Facts as the values a form starts from. */
export const factValues = (
  facts: Readonly<Record<string, boolean | string | null | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).map(([id, value]) => [
      `facts.${id}`,
      typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? ''),
    ]),
  )
