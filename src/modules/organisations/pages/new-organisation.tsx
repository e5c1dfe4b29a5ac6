import { page } from '#kernel/declare/page.js'
import { Button, ErrorSummary, Form, PageHeading } from '#ui/index.js'
import { addOrganisation } from '../add-organisation.js'
import { NamedOrganisationFields } from './named-fields.js'

const LIST = '/register/organisations'

/** Names an organisation that no national file lists. */
export const newOrganisationPage = page({
  path: `${LIST}/new`,
  allow: ['operator'],
  get: async ({ csrf }, form) => ({
    title: 'Add an organisation',
    nav: '/register',
    breadcrumbs: [{ text: 'Organisations', href: LIST }],
    body: (
      <div className="wr-readable">
        <ErrorSummary errors={form.errors} />
        <PageHeading>Add an organisation</PageHeading>
        <p>
          For one that no national file lists, such as a federation or a social enterprise. Trusts,
          integrated care boards and practices come from the national files.
        </p>
        <Form action={`${LIST}/new`} csrf={csrf}>
          <NamedOrganisationFields form={form} />
          <Button>Add this organisation</Button>
        </Form>
      </div>
    ),
  }),
  post: async ({ run }, { values }) => {
    const added = await run(addOrganisation, values)
    return { redirect: `${LIST}/${added.id}`, flash: `${added.name} is added.` }
  },
})
