import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import { questionsOf, rolesInWords } from '#modules/framework/index.js'
import {
  asCountOf,
  Button,
  ButtonGroup,
  ErrorSummary,
  field,
  Form,
  InsetText,
  Select,
} from '#ui/index.js'
import { MAY_ANSWER_FORMS } from '../model.js'
import { findForm } from '../show-form.js'
import { startForm } from '../start-form.js'
import { evidenceAddress } from '../use-as-evidence.js'
import { formAddress, scopeInPath, shellOf, startAddress } from './places.js'

type Params = Readonly<Record<string, string>>

const aboutOf = (params: Params) => {
  const scope = scopeInPath(params['scope'])
  if (!scope) throw new NotFound('Check the address: a form is about something else.')
  return { form: params['form'] ?? '', scope, subjectId: params['subject'] ?? '' }
}

/** Before a form is started: what it asks, what it is about, and what can be carried over. */
export const startPage = page({
  path: '/forms/start/:form/:scope/:subject',
  allow: ['signed-in'],
  get: async ({ read, params, csrf, actor }, formState) => {
    const found = await read(findForm, aboutOf(params))
    if (found.id !== null) return { redirect: formAddress(found.id) }
    const { form, requirement, subject, copyFrom } = found
    const count = asCountOf(questionsOf(form).length, 'question')
    return {
      title: form.name,
      ...shellOf(subject),
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={formState.errors} />
          <h2 className="nhsuk-heading-l">{form.name}</h2>
          <p>{form.line}</p>
          <p>
            It is about <strong>{subject.name}</strong>, and has up to {count} in{' '}
            {asCountOf(form.sections.length, 'section')}. Later questions depend on earlier answers.
            You can save, come back, and share the work with colleagues.
          </p>
          {isAllowed(actor, MAY_ANSWER_FORMS) ? (
            <Form action={startAddress(form.id, subject)} csrf={csrf}>
              {copyFrom.length > 0 ? (
                <Select
                  label="Carry over the shared sections from another of your forms"
                  hint="They are a start. Read each answer again for this use."
                  optional
                  empty="Start empty"
                  choices={copyFrom.map(({ id, name }) => ({ value: id, label: name }))}
                  {...field(formState, 'copyFrom')}
                />
              ) : null}
              <ButtonGroup>
                <Button>Start the form</Button>
                <a href={evidenceAddress(subject, requirement)}>Back to the evidence</a>
              </ButtonGroup>
            </Form>
          ) : (
            <InsetText>
              This form is answered by the {rolesInWords(requirement.answeredBy)}.
            </InsetText>
          )}
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const copyFrom = values['copyFrom']
    const { id } = await run(startForm, {
      ...aboutOf(params),
      copyFrom: typeof copyFrom === 'string' && copyFrom !== '' ? copyFrom : null,
    })
    return { redirect: formAddress(id) }
  },
})
