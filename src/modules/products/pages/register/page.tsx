import type { ReactElement } from 'react'
import { page, type FormBody, type FormState, type PageContext } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import type { LikelySupplier } from '#modules/organisations/index.js'
import {
  Button,
  Card,
  ErrorSummary,
  field,
  Form,
  PageHeading,
  Radios,
  TextField,
} from '#ui/index.js'
import { MAY_REGISTER_PRODUCTS } from '../../model.js'
import { findSuppliers } from '../../find-suppliers.js'
import { registerProduct } from '../../register-product.js'
import { findSimilarProducts, type SimilarProduct } from '../../similar-products.js'
import { ProductFields, VersionFields } from '../product-fields.js'

const HERE = '/register/products/new'
const NEW_SUPPLIER = 'new'

/** The form to register a product: close names and listed suppliers are offered first. */
export const registerPage = page({
  path: HERE,
  allow: MAY_REGISTER_PRODUCTS,
  get: async (context, form) => {
    const start = form.values['name'] === undefined ? { ...form, values: context.query } : form
    return {
      title: 'Register a product',
      nav: '/register',
      breadcrumbs: [
        { text: 'Register', href: '/register' },
        { text: 'Products', href: '/register/products' },
      ],
      body: (
        <RegisterForm
          form={{ ...start, errors: start.errors.filter((one) => one.field !== 'productId') }}
          csrf={context.csrf}
          similar={await similarTo(context, start)}
          suppliers={await suppliersFor(context, start)}
          isSupplier={context.actor.roles.includes('supplier-contact')}
        />
      ),
    }
  },
  post: async (context, body) => {
    await askForSupplier(context, body)
    const product = await context.run(registerProduct, inputOf(body.values))
    return {
      redirect: `/register/products/${product.id}`,
      flash: `${product.name} is registered.`,
    }
  },
})

const text = (values: FormBody['values'], name: string): string => {
  const value = values[name] ?? ''
  return typeof value === 'string' ? value.trim() : (value[0] ?? '').trim()
}

const similarTo = async ({ read }: PageContext, form: FormState): Promise<SimilarProduct[]> => {
  const name = text(form.values, 'name')
  return name ? read(findSimilarProducts, { name }) : []
}

const suppliersFor = async ({ read }: PageContext, form: FormState): Promise<LikelySupplier[]> => {
  const name = text(form.values, 'supplierName')
  return name && form.errors.length > 0 ? read(findSuppliers, { name }) : []
}

/** Refuses a supplier's name that is close to a listed one, until one is chosen or said to be new. */
const askForSupplier = async ({ read }: PageContext, { values }: FormBody): Promise<void> => {
  const name = text(values, 'supplierName')
  if (!name || text(values, 'supplierId')) return
  const found = await read(findSuppliers, { name })
  if (found.length === 0 || found.some((one) => one.exact)) return
  throw new Invalid([
    { field: 'supplierId', message: 'Choose the supplier from those listed, or say it is new.' },
  ])
}

const inputOf = (values: FormBody['values']): Record<string, unknown> => {
  const chosen = text(values, 'supplierId')
  const version = Object.fromEntries(
    ['name', 'intendedUse', 'medicalDevice'].map((part) => [part, text(values, `version.${part}`)]),
  )
  return {
    ...values,
    supplierId: chosen && chosen !== NEW_SUPPLIER ? chosen : undefined,
    supplierName: chosen && chosen !== NEW_SUPPLIER ? undefined : text(values, 'supplierName'),
    version: version['name']
      ? { ...version, medicalDevice: version['medicalDevice'] || undefined }
      : undefined,
    kind: text(values, 'kind') || undefined,
  }
}

const RegisterForm = (props: {
  form: FormState
  csrf: string
  similar: readonly SimilarProduct[]
  suppliers: readonly LikelySupplier[]
  isSupplier: boolean
}): ReactElement => (
  <>
    <ErrorSummary errors={props.form.errors} />
    <PageHeading>Register a product</PageHeading>
    <Form action={HERE} csrf={props.csrf}>
      {props.similar.length > 0 ? <IsItOneOfThese {...props} /> : null}
      <ProductFields form={props.form} />
      {props.isSupplier ? null : <SupplierFields form={props.form} suppliers={props.suppliers} />}
      <VersionFields form={props.form} prefix="version." />
      <Button>Register</Button>
    </Form>
  </>
)

const IsItOneOfThese = (props: {
  form: FormState
  similar: readonly SimilarProduct[]
}): ReactElement => (
  <Card heading="Is it one of these?" edge="yellow">
    <ul>
      {props.similar.map((one) => (
        <li key={one.id}>
          <a href={`/register/products/${one.id}`}>{one.name}</a> by {one.supplierName}
        </li>
      ))}
    </ul>
    <Radios
      label="Do you want to register another product?"
      choices={[
        { value: 'no', label: 'No, I will use one of these' },
        { value: 'yes', label: 'Yes, none of these is it' },
      ]}
      {...field(props.form, 'isNew')}
    />
  </Card>
)

const SupplierFields = (props: {
  form: FormState
  suppliers: readonly LikelySupplier[]
}): ReactElement => (
  <>
    <TextField
      label="Who supplies it?"
      hint="Leave this empty if your own organisation made it"
      optional
      {...field(props.form, 'supplierName')}
    />
    {props.suppliers.length > 0 ? (
      <Radios
        label="Is the supplier one of these?"
        choices={[
          ...props.suppliers.map((one) => ({ value: one.id, label: one.name })),
          { value: NEW_SUPPLIER, label: 'None of these: add it as a new supplier' },
        ]}
        {...field(props.form, 'supplierId')}
      />
    ) : null}
  </>
)
