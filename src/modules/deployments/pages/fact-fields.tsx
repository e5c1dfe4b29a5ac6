import type { ReactElement } from 'react'
import type { FactDefinition, Framework } from '#modules/framework/index.js'
import { field, Fieldset, Radios, Select, type FormState } from '#ui/index.js'
import { askedFacts } from '../words.js'
import { factGroups } from './fact-words.js'

const NOT_ANSWERED = { value: '', label: 'Not answered' }

/** The questions that decide what is asked later, in groups; not answered is an answer of its own. */
export const FactFields = (props: { framework: Framework; form: FormState }): ReactElement => (
  <div id="about">
    {factGroups(askedFacts(props.framework)).map(({ id, name, facts }, place) => (
      <Fieldset
        key={id}
        legend={name}
        id={id}
        hint={
          place === 0
            ? 'What applies to it follows from these. Leave what you do not know not answered: it then counts as applying.'
            : undefined
        }
      >
        {facts.map((fact) => (
          <FactField key={fact.id} fact={fact} form={props.form} />
        ))}
      </Fieldset>
    ))}
  </div>
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

/** The parts of the questions, for the list of parts of a form that holds them. */
export const factParts = (framework: Framework): { id: string; words: string }[] =>
  factGroups(askedFacts(framework)).map(({ id, name }) => ({ id, words: name }))

/** The facts of a posted form. */
export const factsOf = (
  framework: Framework,
  values: FormState['values'],
): Record<string, boolean | string> => {
  const facts: Record<string, boolean | string> = {}
  for (const fact of askedFacts(framework)) {
    const value = values[`facts.${fact.id}`]
    if (typeof value !== 'string' || value === '') continue
    facts[fact.id] = fact.kind === 'yes-no' ? value === 'yes' : value
  }
  return facts
}

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
