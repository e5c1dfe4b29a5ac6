import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import { Checkboxes, field, fieldList, Fieldset, Radios, Select, TextArea } from '#ui/index.js'
import { CONCERN_WORDS, RULE_WORDS } from './judging-words.js'

/** Which rules hold, who looks at what they find, and what follows. */
export const Judging = (props: {
  form: FormState
  people: readonly { id: string; name: string }[]
}): ReactElement => (
  <Fieldset legend="Signals">
    <Checkboxes
      label="Rules"
      hint="Missing figures are due 14 days after follow-up. That nothing comes any more is found within 15 minutes, that one site or one figure stopped within a day."
      choices={choicesOf(RULE_WORDS)}
      {...fieldList(props.form, 'rules')}
    />
    <Radios
      label="A signal becomes a concern"
      hint="Score drift that is within its pass mark stays a task."
      choices={choicesOf(CONCERN_WORDS)}
      {...field(props.form, 'concernRule')}
    />
    <Select
      label="Who looks at the signals?"
      empty="Choose"
      choices={props.people.map(({ id, name }) => ({ value: id, label: name }))}
      {...field(props.form, 'ownerId')}
    />
    <TextArea label="What is done on a signal?" rows={3} {...field(props.form, 'onSignal')} />
    <TextArea label="When is it stopped?" rows={3} {...field(props.form, 'stopRule')} />
  </Fieldset>
)

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
