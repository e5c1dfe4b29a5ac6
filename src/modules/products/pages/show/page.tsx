import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import {
  ActLink,
  asDate,
  Button,
  ButtonGroup,
  Card,
  ErrorSummary,
  field,
  Form,
  SummaryList,
  TextField,
} from '#ui/index.js'
import { addAlias } from '../../edit-product.js'
import { MAY_REGISTER_PRODUCTS, PRODUCT_KIND_NAMES, type Product } from '../../model.js'
import { showProduct } from '../../show-product.js'

const claimedInWords = ({ claimed, claimAsked }: Product): string => {
  if (claimed) return 'Yes'
  return claimAsked
    ? 'Asked, and not confirmed yet by the organisation that registered it'
    : 'No: others have told what stands here'
}

/** A product: what it is, who supplies it, and what can be done. */
export const showPage = page({
  path: '/register/products/:id',
  allow: ['signed-in'],
  get: async ({ read, params, actor, csrf }, form) => {
    const shown = await read(showProduct, { id: params['id'] })
    const { product, versions, mayEdit, mayClaim, mayBeUsedHere } = shown
    const here = `/register/products/${product.id}`
    const suppliesIt =
      product.supplierId === actor.organisationId && isAllowed(actor, ['supplier-contact'])
    return {
      title: 'Summary',
      nav: '/register',
      subject: { kind: 'product', id: product.id },
      tab: 'Summary',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <SummaryList
            rows={[
              { key: 'What it does', value: product.summary },
              { key: 'Kind of tool', value: PRODUCT_KIND_NAMES[product.kind] },
              { key: 'Supplier', value: product.supplierName },
              {
                key: 'Claimed by its supplier',
                value: claimedInWords(product),
              },
              { key: 'Vigilance contact', value: product.vigilanceContact },
              { key: 'Other names', value: product.aliases.join(', ') || 'none known' },
              {
                key: 'Versions',
                value: versions.map((version) => version.name).join(', ') || 'none registered',
              },
              { key: 'Registered', value: asDate(product.registeredAt) },
            ]}
          />
          <ButtonGroup>
            {suppliesIt ? (
              <Button href={`${here}/versions`} kind={mayClaim ? 'secondary' : 'primary'}>
                Add a version
              </Button>
            ) : mayBeUsedHere &&
              isAllowed(actor, ['deployment-owner', 'administrator', 'technical-lead']) ? (
              <Button href={`/register/new?productId=${product.id}`}>Register our use of it</Button>
            ) : null}
            {mayClaim ? <Button href={`${here}/claim`}>Claim this product</Button> : null}
            {mayEdit ? <ActLink href={`${here}/edit`}>Edit</ActLink> : null}
          </ButtonGroup>
          {isAllowed(actor, MAY_REGISTER_PRODUCTS) ? (
            <Card heading="Is it known by another name?">
              <Form action={here} csrf={csrf}>
                <TextField label="Other name" {...field(form, 'alias')} />
                <Button kind="secondary">Add this name</Button>
              </Form>
            </Card>
          ) : null}
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(addAlias, { productId: params['id'], alias: values['alias'] })
    return { redirect: `/register/products/${params['id']}`, flash: 'The name is added.' }
  },
})
