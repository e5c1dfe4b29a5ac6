import { page } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  editForm,
  ErrorSummary,
  field,
  Form,
  Hidden,
  Select,
  TextField,
} from '#ui/index.js'
import { editHazard, findHazardOwners } from '../edit-hazard.js'
import { MAY_WRITE, WORD_FIELDS } from '../model.js'
import { showHazard } from '../show-hazard.js'
import { requireOpenLog } from '../subject.js'
import { subjectOfLog } from './places.js'
import { WordFields } from './word-fields.js'

/** The form to change what a hazard says. */
export const editPage = page({
  path: '/hazards/:hazard/edit',
  allow: MAY_WRITE,
  get: async ({ read, params, csrf }, posted) => {
    const { hazard, log, subject } = await read(showHazard, { id: params['hazard'] })
    requireOpenLog(subject)
    const owners = await read(findHazardOwners, {})
    const { form, revision } = editForm(posted, hazard.revision, {
      name: hazard.name,
      kind: hazard.kind,
      ...Object.fromEntries(WORD_FIELDS.map((name) => [name, hazard[name]])),
      ownerId: hazard.ownerId ?? '',
      corporateScore: hazard.corporateScore === null ? '' : String(hazard.corporateScore),
      concerns: hazard.concerns.map(({ reference }) => reference).join(', '),
    })
    const listed = owners.some((one) => one.personId === hazard.ownerId)
    return {
      title: `Change ${hazard.reference}`,
      nav: '/register',
      subject: subjectOfLog(log, subject.product.id),
      tab: 'Hazards',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <h2>
            Change {hazard.reference}: {hazard.name}
          </h2>
          <Form action={`/hazards/${hazard.id}/edit`} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            <WordFields form={form} />
            <Select
              label="Owner"
              empty="The clinical safety officer"
              choices={[
                ...(hazard.ownerId && !listed
                  ? [{ value: hazard.ownerId, label: hazard.ownerName }]
                  : []),
                ...owners.map(({ personId, name }) => ({ value: personId, label: name })),
              ]}
              {...field(form, 'ownerId')}
            />
            <TextField
              label="Your corporate risk score"
              hint="From 1 to 25, if your organisation uses one. It stands beside; it is never converted."
              optional
              width={2}
              inputMode="numeric"
              {...field(form, 'corporateScore')}
            />
            <TextField
              label="Concerns this is linked to"
              hint="Their references, parted by commas."
              optional
              {...field(form, 'concerns')}
            />
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
    await run(editHazard, { ...values, id })
    return { redirect: `/hazards/${id}`, flash: 'Your changes are saved.' }
  },
})
