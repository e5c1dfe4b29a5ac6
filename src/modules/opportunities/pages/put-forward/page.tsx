import { page } from '#kernel/declare/page.js'
import { Button, editForm, ErrorSummary, Form, Hidden, PageHeading } from '#ui/index.js'
import { editOpportunity } from '../../edit-opportunity.js'
import { MAY_PUT_FORWARD } from '../../model.js'
import { putForwardOpportunity } from '../../put-forward-opportunity.js'
import { showOpportunity } from '../../show-opportunity.js'
import { OpportunityFields } from '../opportunity-fields.js'

const HERE = '/register/opportunities/new'

const breadcrumbs = [
  { text: 'Register', href: '/register' },
  { text: 'Opportunities', href: '/register/opportunities' },
]

/** The form with which anybody at an organisation puts forward an idea. */
export const putForwardPage = page({
  path: HERE,
  allow: MAY_PUT_FORWARD,
  get: async ({ csrf }, form) => ({
    title: 'Put forward an idea',
    nav: '/register',
    breadcrumbs,
    body: (
      <>
        <ErrorSummary errors={form.errors} />
        <PageHeading>Put forward an idea</PageHeading>
        <p>
          Start from a problem worth solving. Nobody needs to know yet which product would help.
        </p>
        <Form action={HERE} csrf={csrf}>
          <OpportunityFields form={form} />
          <Button>Put it forward</Button>
        </Form>
      </>
    ),
  }),
  post: async ({ run }, { values }) => {
    const made = await run(putForwardOpportunity, values)
    return {
      redirect: `/register/opportunities/${made.id}`,
      flash: 'Your idea is in the register. You own it until somebody else does.',
    }
  },
})

/** The form to change what an opportunity says. */
export const editPage = page({
  path: '/register/opportunities/:id/edit',
  allow: MAY_PUT_FORWARD,
  get: async ({ read, params, csrf }, posted) => {
    const { opportunity } = await read(showOpportunity, { id: params['id'] })
    const { form, revision } = editForm(posted, opportunity.revision, {
      title: opportunity.title,
      problem: opportunity.problem,
      worth: opportunity.worth,
      isClinical: opportunity.isClinical,
      heldBack: opportunity.heldBack ? 'yes' : '',
    })
    return {
      title: 'Edit this opportunity',
      nav: '/register',
      breadcrumbs: [
        ...breadcrumbs,
        { text: opportunity.title, href: `/register/opportunities/${opportunity.id}` },
      ],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading>Edit this opportunity</PageHeading>
          <Form action={`/register/opportunities/${opportunity.id}/edit`} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            <OpportunityFields form={form} />
            <Button>Save</Button>
          </Form>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(editOpportunity, { ...values, id: params['id'] })
    return { redirect: `/register/opportunities/${params['id']}`, flash: 'Your changes are saved.' }
  },
})
