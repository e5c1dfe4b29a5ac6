import { page } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  editForm,
  ErrorSummary,
  field,
  Form,
  Hidden,
  Radios,
  TextArea,
  TextField,
} from '#ui/index.js'
import { changeState } from '../change-state.js'
import { ENTRY_NAMES, STATE_NAMES } from '../field-words.js'
import { ENTRIES, MAY_WRITE, STATES } from '../model.js'
import { showHazard } from '../show-hazard.js'
import { requireOpenLog } from '../subject.js'
import { subjectOfLog } from './places.js'

/** The form to close, transfer or withdraw a hazard, or to open it again. */
export const statePage = page({
  path: '/hazards/:hazard/state',
  allow: MAY_WRITE,
  get: async ({ read, params, csrf }, posted) => {
    const { hazard, log, subject } = await read(showHazard, { id: params['hazard'] })
    requireOpenLog(subject)
    const { form, revision } = editForm(posted, hazard.revision, {
      entry: hazard.entry,
      state: hazard.state,
      reason: '',
      transferredTo: hazard.transferredTo,
    })
    return {
      title: `State of ${hazard.reference}`,
      nav: '/register',
      subject: subjectOfLog(log, subject.product.id),
      tab: 'Hazards',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <h2>
            State of {hazard.reference}: {hazard.name}
          </h2>
          <p>
            Nothing is deleted: a hazard that is closed or withdrawn stays in the log, with the
            reason, and can be opened again.
          </p>
          <Form action={`/hazards/${hazard.id}/state`} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            <Radios
              label="The hazard"
              choices={STATES.map((value) => ({ value, label: STATE_NAMES[value] }))}
              {...field(form, 'state')}
            />
            <TextField
              label="Who takes it over?"
              hint="For a hazard that is transferred: the organisation and role. It still counts here."
              optional
              {...field(form, 'transferredTo')}
            />
            <Radios
              label="The entry"
              choices={ENTRIES.map((value) => ({ value, label: ENTRY_NAMES[value] }))}
              {...field(form, 'entry')}
            />
            <TextArea label="Why?" rows={3} {...field(form, 'reason')} />
            <ButtonGroup>
              <Button>Save</Button>
              <a href={`/hazards/${hazard.id}`}>Cancel</a>
            </ButtonGroup>
          </Form>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const id = params['hazard'] ?? ''
    await run(changeState, { ...values, id })
    return { redirect: `/hazards/${id}`, flash: 'The state is saved.' }
  },
})
