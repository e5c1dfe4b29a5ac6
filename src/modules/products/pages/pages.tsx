import { page, type PageDescription } from '#kernel/describe.js'
import { Button, ErrorSummary, field, Form, PageHeading, TextArea, TextField } from '#ui/index.js'
import { registerProduct } from '../register-product.js'
import { showProduct } from '../show-product.js'

/** The pages about products. */
export const productPages: readonly PageDescription[] = [
  page({
    path: '/register/products/new',
    allow: ['supplier-contact', 'deployment-owner', 'administrator', 'technical-lead'],
    get: async ({ csrf }, form) => ({
      title: 'Register a product',
      nav: '/register',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading>Register a product</PageHeading>
          <Form action="/register/products/new" csrf={csrf}>
            <TextField label="Name of the product" {...field(form, 'name')} />
            <TextArea label="What does it do?" optional {...field(form, 'summary')} />
            <TextField
              label="First version"
              hint="For example 2.3"
              {...field(form, 'version.name')}
            />
            <Button>Register</Button>
          </Form>
        </>
      ),
    }),
    post: async ({ run }, { values }) => {
      const version = values['version.name'] ? { version: { name: values['version.name'] } } : {}
      const product = await run(registerProduct, { ...values, ...version })
      return {
        redirect: `/register/products/${product.id}`,
        flash: `${product.name} is registered.`,
      }
    },
  }),
  page({
    path: '/register/products/:id',
    allow: ['signed-in'],
    get: async ({ read, params }) => {
      const { product, versions } = await read(showProduct, { id: params['id'] })
      return {
        title: product.name,
        nav: '/register',
        breadcrumbs: [{ text: 'Register', href: '/register' }],
        body: (
          <>
            <PageHeading>{product.name}</PageHeading>
            <p>{product.summary}</p>
            <ul>
              {versions.map((version) => (
                <li key={version.id}>{version.name}</li>
              ))}
            </ul>
          </>
        ),
      }
    },
  }),
]
