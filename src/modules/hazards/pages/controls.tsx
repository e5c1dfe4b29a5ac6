import type { ReactElement } from 'react'
import { page, type FormState } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  DateField,
  dateOfParts,
  datePartsOf,
  editForm,
  ErrorSummary,
  field,
  fieldDate,
  Fieldset,
  Form,
  Hidden,
  Select,
  TextArea,
  TextField,
} from '#ui/index.js'
import { setControls } from '../edit-hazard.js'
import { CONTROL_NAMES } from '../field-words.js'
import { CONTROL_KINDS, MAY_WRITE, type Control } from '../model.js'
import { showHazard } from '../show-hazard.js'
import { requireOpenLog } from '../subject.js'
import { subjectOfLog } from './places.js'

const MOST = 40

/** The form of a hazard's new controls: those there are, and room for one more. */
export const controlsPage = page({
  path: '/hazards/:hazard/controls',
  allow: MAY_WRITE,
  get: async ({ read, params, csrf }, posted) => {
    const { hazard, log, subject } = await read(showHazard, { id: params['hazard'] })
    requireOpenLog(subject)
    const { form, revision } = editForm(posted, hazard.revision, valuesOf(hazard.controls))
    const asked = Math.min(MOST, Math.max(hazard.controls.length, countOf(form.values)) + 1)
    return {
      title: `Controls of ${hazard.reference}`,
      nav: '/register',
      subject: subjectOfLog(log, subject.product.id),
      tab: 'Hazards',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <h2>
            Controls of {hazard.reference}: {hazard.name}
          </h2>
          <p>
            What is done anew to bring the risk down. To take one out, empty its words; it stays in
            the history.
          </p>
          <Form action={`/hazards/${hazard.id}/controls`} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            {Array.from({ length: asked }, (_, place) => (
              <ControlFields key={place} form={form} place={place} isNew={place === asked - 1} />
            ))}
            <ButtonGroup>
              <Button>Save the controls</Button>
              <a href={`/hazards/${hazard.id}`}>Cancel</a>
            </ButtonGroup>
          </Form>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const id = params['hazard'] ?? ''
    await run(setControls, { id, revision: values['revision'], controls: controlsOf(values) })
    return { redirect: `/hazards/${id}`, flash: 'The controls are saved.' }
  },
})

const ControlFields = (props: { form: FormState; place: number; isNew: boolean }): ReactElement => {
  const { form } = props
  const name = (part: string) => `controls.${props.place}.${part}`
  return (
    <Fieldset legend={props.isNew ? 'Another control' : `Control ${props.place + 1}`}>
      <TextArea
        label="What is done?"
        optional={props.isNew}
        rows={2}
        {...field(form, name('words'))}
      />
      <Select
        label="By what?"
        choices={CONTROL_KINDS.map((value) => ({ value, label: CONTROL_NAMES[value] }))}
        {...field(form, name('kind'))}
      />
      <TextField
        label="Where can it be seen?"
        hint="A document, a test report or an address."
        optional
        {...field(form, name('evidence'))}
      />
      <TextField label="Who sees to it?" optional {...field(form, name('who'))} />
      <DateField label="Due" optional {...fieldDate(form, name('due'))} />
      <DateField label="Done" optional {...fieldDate(form, name('done'))} />
    </Fieldset>
  )
}

const textOf = (values: FormState['values'], name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

const countOf = (values: FormState['values']): number =>
  Array.from({ length: MOST }, (_, place) => place + 1)
    .filter((count) => textOf(values, `controls.${count - 1}.words`) !== '')
    .at(-1) ?? 0

// A control whose words are empty is taken out.
const controlsOf = (values: FormState['values']) =>
  Array.from({ length: MOST }, (_, place) => {
    const name = (part: string) => `controls.${place}.${part}`
    return {
      kind: textOf(values, name('kind')),
      words: textOf(values, name('words')),
      evidence: textOf(values, name('evidence')),
      who: textOf(values, name('who')),
      due: dateOfParts(values, name('due')),
      done: dateOfParts(values, name('done')),
    }
  }).filter((one) => one.words.trim() !== '')

const valuesOf = (controls: readonly Control[]): Record<string, string> =>
  Object.assign(
    {},
    ...controls.map((one, place) => ({
      [`controls.${place}.kind`]: one.kind,
      [`controls.${place}.words`]: one.words,
      [`controls.${place}.evidence`]: one.evidence,
      [`controls.${place}.who`]: one.who,
      ...datePartsOf(`controls.${place}.due`, one.due ?? ''),
      ...datePartsOf(`controls.${place}.done`, one.done ?? ''),
    })),
  )
