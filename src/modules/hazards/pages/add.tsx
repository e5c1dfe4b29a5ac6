import { withQuery } from '#kernel/address.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { Button, ButtonGroup, Details, ErrorSummary, field, Form, Radios } from '#ui/index.js'
import { addHazard } from '../add-hazard.js'
import { kindName, STARTERS } from '../clinical-safety-data.js'
import { MAY_WRITE } from '../model.js'
import { showLog } from '../show-hazard.js'
import { requireOpenLog } from '../subject.js'
import type { Place } from './places.js'
import { WordFields } from './word-fields.js'

/** The form to add a hazard; hazards that tools with AI often have can be chosen to begin from. */
export const addPage = (place: Place): PageDescription =>
  page({
    path: `${place.path}/add`,
    allow: MAY_WRITE,
    get: async ({ read, params, query, csrf }, posted) => {
      const here = place.here(params)
      const { subject, hazards } = await read(showLog, { log: place.of(params) })
      requireOpenLog(subject)
      const starter = STARTERS.find((one) => one.id === query['kind'])
      const form = Object.keys(posted.values).length > 0 ? posted : startedFrom(starter, posted)
      const kinds = new Set(hazards.map(({ hazard }) => hazard.kind))
      return {
        title: 'Add a hazard',
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <h2>Add a hazard</h2>
            <Details
              summary="Begin from a hazard that tools with AI often have"
              open={!starter && form.errors.length === 0}
            >
              <p>
                Our own list, not a complete one. Each site decides which apply and scores its own.
              </p>
              <ul>
                {STARTERS.map(({ id, name, ask }) => (
                  <li key={id}>
                    <a href={withQuery(`${here}/add`, { kind: id })}>{name}</a>
                    <span className="wr-note">
                      {ask} {kinds.has(id) ? 'One of this kind is in the log.' : ''}
                    </span>
                  </li>
                ))}
              </ul>
            </Details>
            <Form action={`${here}/add`} csrf={csrf}>
              <WordFields form={form} />
              <Radios
                label="Does this entry count yet?"
                choices={[
                  { value: 'logged', label: 'Yes, log it' },
                  { value: 'awaiting-triage', label: 'Not yet: somebody should look at it first' },
                ]}
                {...field(form, 'entry')}
              />
              <ButtonGroup>
                <Button>Add this hazard</Button>
                <a href={here}>Cancel</a>
              </ButtonGroup>
            </Form>
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      const made = await run(addHazard, { ...values, log: place.of(params) })
      return {
        redirect: `/hazards/${made.id}`,
        flash: `${made.reference} is in the log. Score it next.`,
      }
    },
  })

const startedFrom = (
  starter: (typeof STARTERS)[number] | undefined,
  posted: { errors: readonly { field?: string; message: string }[] },
) => ({
  values: {
    entry: 'logged',
    kind: starter?.id ?? 'other',
    ...(starter ? { name: kindName(starter.id) } : {}),
  },
  errors: posted.errors,
})
