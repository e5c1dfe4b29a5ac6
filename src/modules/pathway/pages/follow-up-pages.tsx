import { page, type PageDescription } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import { MEMBER_ROLES } from '#kernel/roles.js'
import {
  asDate,
  Button,
  ButtonGroup,
  ConfirmPage,
  DateField,
  dateOfParts,
  datePartsOf,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  freshForm,
  Select,
  TextArea,
} from '#ui/index.js'
import { closeCondition } from '../close-condition.js'
import { MAY_DECIDE } from '../model.js'
import { planCatchUp } from '../plan-catch-up.js'
import { findMembers, showGates } from '../show-gates.js'

const gatesOf = (params: Readonly<Record<string, string>>): string =>
  `/register/deployments/${params['id']}/gates`

/** The pages for what is followed up after a gate: conditions, and what is to be caught up. */
export const followUpPages: readonly PageDescription[] = [
  page({
    path: '/register/deployments/:id/gates/conditions/:condition',
    allow: MEMBER_ROLES,
    get: async ({ read, params, csrf, url }, form) => {
      const { conditions } = await read(showGates, { deploymentId: params['id'] })
      const condition = conditions.find((one) => one.id === params['condition'])
      if (!condition) throw new NotFound('There is no such condition.')
      return {
        title: 'Close a condition',
        nav: '/register',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`Is this done: ${condition.condition}?`}
              action={url}
              csrf={csrf}
              kind="primary"
              buttonText="Close this condition"
              cancelHref={gatesOf(params)}
            >
              <p>
                {condition.ownerName} sees to it. It is due on {asDate(condition.due)}.
              </p>
              <TextArea label="What was done" {...field(form, 'note')} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      await run(closeCondition, {
        deploymentId: params['id'],
        id: params['condition'],
        note: values['note'],
      })
      return { redirect: gatesOf(params), flash: 'The condition is closed.' }
    },
  }),
  page({
    path: '/register/deployments/:id/gates/catch-up/:requirement',
    allow: MAY_DECIDE,
    get: async ({ read, params, csrf, url }, form) => {
      const { deployment, catchUp } = await read(showGates, { deploymentId: params['id'] })
      const found = catchUp.find(({ item }) => item.requirementId === params['requirement'])
      if (!found) throw new NotFound('This is not on the list of what is to be caught up.')
      const people = await read(findMembers, {})
      const filled =
        Object.keys(form.values).length > 0
          ? form
          : freshForm({ ownerId: found.ownerId, ...datePartsOf('due', found.due) })
      return {
        title: `Catch up: ${found.item.name}`,
        nav: '/register',
        subject: { kind: 'deployment', id: deployment.id },
        tab: 'Gates',
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <h2 className="nhsuk-heading-l">Who catches up {found.item.name}, and by when?</h2>
            <Form action={url} csrf={csrf}>
              <Select
                label="Who sees to it"
                choices={people.map((one) => ({ value: one.personId, label: one.name }))}
                {...field(filled, 'ownerId')}
              />
              <DateField label="By when" {...fieldDate(filled, 'due')} />
              <ButtonGroup>
                <Button>Save</Button>
                <a href={gatesOf(params)}>Cancel</a>
              </ButtonGroup>
            </Form>
          </div>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      await run(planCatchUp, {
        deploymentId: params['id'],
        requirementId: params['requirement'],
        ownerId: values['ownerId'],
        due: dateOfParts(values, 'due'),
      })
      return { redirect: `${gatesOf(params)}#catch-up`, flash: 'Saved.' }
    },
  }),
]
