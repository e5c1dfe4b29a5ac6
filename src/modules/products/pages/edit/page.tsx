import { page } from '#kernel/declare/page.js'
import {
  Button,
  ConfirmPage,
  editForm,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  TextField,
} from '#ui/index.js'
import { claimProduct } from '../../claim-product.js'
import { editProduct } from '../../edit-product.js'
import { MAY_REGISTER_PRODUCTS } from '../../model.js'
import { showProduct } from '../../show-product.js'
import { ProductFields } from '../product-fields.js'

/** The form to change what a product says. */
export const editPage = page({
  path: '/register/products/:id/edit',
  allow: MAY_REGISTER_PRODUCTS,
  get: async ({ read, params, csrf }, posted) => {
    const { product } = await read(showProduct, { id: params['id'] })
    const { form, revision } = editForm(posted, product.revision, {
      name: product.name,
      summary: product.summary,
      kind: product.kind,
      vigilanceContact: product.vigilanceContact ?? '',
    })
    return {
      title: `Edit ${product.name}`,
      nav: '/register',
      breadcrumbs: [{ text: product.name, href: `/register/products/${product.id}` }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading>Edit {product.name}</PageHeading>
          <Form action={`/register/products/${product.id}/edit`} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            <ProductFields form={form} />
            <Button>Save</Button>
          </Form>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(editProduct, { ...values, id: params['id'] })
    return { redirect: `/register/products/${params['id']}`, flash: 'Your changes are saved.' }
  },
})

/** The page on which a supplier confirms that it answers for a product. */
export const claimPage = page({
  path: '/register/products/:id/claim',
  allow: ['administrator'],
  get: async ({ read, params, csrf }, form) => {
    const { product } = await read(showProduct, { id: params['id'] })
    const here = `/register/products/${product.id}`
    return {
      title: `Claim ${product.name}`,
      nav: '/register',
      breadcrumbs: [{ text: product.name, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Does ${product.supplierName} answer for ${product.name}?`}
            action={`${here}/claim`}
            csrf={csrf}
            buttonText="Yes, ask to claim it"
            cancelHref={here}
            kind="primary"
          >
            <p>
              An administrator of the organisation that registered it confirms. From then on only
              your organisation changes what stands here. What others have told stays in the
              history.
            </p>
            <TextField
              label="Vigilance contact"
              hint="Where you take reports that something may be wrong. Alerts go there"
              {...field(form, 'vigilanceContact')}
            />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(claimProduct, { ...values, id: params['id'] })
    return {
      redirect: `/register/products/${params['id']}`,
      flash: 'Asked. An administrator of the organisation that registered it confirms.',
    }
  },
})
