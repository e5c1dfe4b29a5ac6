import { page } from '#kernel/declare/page.js'
import { Button, ErrorSummary, field, Form, PageHeading, TextField } from '#ui/index.js'
import { addSupplier } from '../add-supplier.js'

const LIST = '/register/organisations'

/** Names a supplier that is missing. */
export const newSupplierPage = page({
  path: `${LIST}/suppliers/new`,
  allow: ['signed-in'],
  get: async ({ csrf }, form) => ({
    title: 'Add a supplier',
    nav: '/register',
    breadcrumbs: [{ text: 'Organisations', href: LIST }],
    body: (
      <div className="wr-readable">
        <ErrorSummary errors={form.errors} />
        <PageHeading>Add a supplier</PageHeading>
        <p>
          One with the same name is used where there is one. The supplier can be invited later and
          then answers for its own products.
        </p>
        <Form action={`${LIST}/suppliers/new`} csrf={csrf}>
          <TextField label="Name of the supplier" {...field(form, 'name')} />
          <Button>Add this supplier</Button>
        </Form>
      </div>
    ),
  }),
  post: async ({ run }, { values }) => {
    const supplier = await run(addSupplier, values)
    return {
      redirect: `${LIST}/${supplier.id}`,
      flash: supplier.isNew
        ? `${supplier.name} is added.`
        : `${supplier.name} was already in the register.`,
    }
  },
})
