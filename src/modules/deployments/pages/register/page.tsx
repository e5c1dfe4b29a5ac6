import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { page, type FormState, type PageContext } from '#kernel/declare/page.js'
import { showAgreedWay } from '#modules/agreed-way/index.js'
import { searchProducts } from '#modules/products/index.js'
import {
  Button,
  dateOfParts,
  ErrorSummary,
  Form,
  PageHeading,
  Table,
  TextField,
} from '#ui/index.js'
import { findChoices } from '../../find-choices.js'
import { MAY_REGISTER } from '../../model.js'
import { registerDeployment } from '../../register-deployment.js'
import { checkRegistersUses } from '../../runs-nothing.js'
import { editAddress, editSections } from '../edit/sections.js'
import { RegisterForm } from './register-form.js'

const HERE = '/register/new'

const breadcrumbs = [{ text: 'Register', href: '/register' }]

/**
 * Registering a use: first the product, which is looked up, then what is needed first on one form; the rest
 * follows section by section. An opportunity goes to its first gate instead.
 */
export const registerPage = page({
  path: HERE,
  allow: MAY_REGISTER,
  get: async (context, form) => {
    await context.read(checkRegistersUses, {})
    const { opportunityId } = context.query
    if (opportunityId)
      return { redirect: `/register/opportunities/${encodeURIComponent(opportunityId)}/gate` }
    const productId = given(context, form, 'productId')
    if (!productId) {
      return {
        title: 'Which product do you use?',
        nav: '/register',
        breadcrumbs,
        body: await whichProduct(context, form),
      }
    }
    const choices = await context.read(findChoices, { productId })
    const { framework } = await context.read(showAgreedWay, {})
    return {
      title: `Register our use of ${choices.product.name}`,
      nav: '/register',
      breadcrumbs,
      body: (
        <RegisterForm
          framework={framework}
          action={HERE}
          csrf={context.csrf}
          form={form}
          choices={choices}
        />
      ),
    }
  },
  post: async ({ read, run }, { values }) => {
    const { framework } = await read(showAgreedWay, {})
    const { id } = await run(registerDeployment, inputOf(values))
    return {
      redirect: editAddress(id, editSections(framework)[0]?.id),
      flash: 'It is in the register. What follows is saved page by page; the rest can wait.',
    }
  },
})

const given = (context: PageContext, form: FormState, name: string): string | undefined => {
  const value = form.values[name] ?? context.query[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const inputOf = (values: FormState['values']): Record<string, unknown> => {
  const useCaseId = values['useCaseId']
  const title = values['useCase.title']
  return {
    ...values,
    // One that is not chosen is refused here; a program may leave it out.
    stage: values['stage'] ?? '',
    useCaseId: useCaseId || undefined,
    useCase:
      !useCaseId && title
        ? { title, setting: values['useCase.setting'], forWhom: values['useCase.forWhom'] }
        : undefined,
    since: dateOfParts(values, 'since'),
    siteIds: [values['siteIds'] ?? []].flat(),
  }
}

const whichProduct = async (
  { read, query }: PageContext,
  form: FormState,
): Promise<ReactElement> => {
  const text = query['search'] ?? ''
  const found = text ? await read(searchProducts, { text, limit: 20 }) : []
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <PageHeading>Which product do you use?</PageHeading>
      <p>Somebody may have registered it already. Look for it first.</p>
      <Form action={HERE} method="get">
        <TextField
          label="Product, other name or supplier"
          name="search"
          type="search"
          value={text}
        />
        <Button kind={text ? 'secondary' : 'primary'}>Search</Button>
      </Form>
      {text ? (
        <>
          <Table
            caption="Products found"
            rows={found}
            rowKey={(one) => one.id}
            empty={<p>No product with this name is registered.</p>}
            columns={[
              {
                heading: 'Product',
                cell: (one) => <a href={withQuery(HERE, { productId: one.id })}>{one.name}</a>,
              },
              { heading: 'Supplier', cell: (one) => one.supplierName },
              { heading: 'Other names', cell: (one) => one.aliases.join(', ') },
            ]}
          />
          <p className="wr-screen-only">
            <a href={withQuery('/register/products/new', { name: text })}>
              It is not here: register the product first
            </a>
          </p>
        </>
      ) : null}
    </>
  )
}
