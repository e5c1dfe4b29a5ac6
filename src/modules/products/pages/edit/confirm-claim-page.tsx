import { page } from '#kernel/declare/page.js'
import {
  asDate,
  Button,
  ButtonGroup,
  ErrorSummary,
  field,
  Form,
  PageHeading,
  TextArea,
} from '#ui/index.js'
import { confirmClaim, declineClaim } from '../../claim-product.js'
import { showProduct } from '../../show-product.js'

/** An administrator of who registered a product confirms, or declines, that its supplier answers for it. */
export const confirmClaimPage = page({
  path: '/register/products/:id/claim/confirm',
  allow: ['administrator'],
  get: async ({ read, params, csrf, url }, form) => {
    const { product, mayConfirmClaim } = await read(showProduct, { id: params['id'] })
    const here = `/register/products/${product.id}`
    return {
      title: `Confirm who answers for ${product.name}`,
      nav: '/register',
      breadcrumbs: [{ text: product.name, href: here }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>
            Does {product.supplierName} answer for {product.name}?
          </PageHeading>
          {product.claimAsked && mayConfirmClaim ? (
            <>
              <p>
                {product.claimAsked.byName} of {product.supplierName} asked on{' '}
                {asDate(product.claimAsked.at)}. Confirm only if you know that they make it. From
                then on only they change what stands here; your own assessments stay yours.
              </p>
              <Form action={url} csrf={csrf}>
                <ButtonGroup>
                  <Button name="act" value="confirm">
                    Yes, they answer for it
                  </Button>
                  <a href={here}>Go back</a>
                </ButtonGroup>
                <TextArea label="Why not, if you decline" optional {...field(form, 'reason')} />
                <Button kind="secondary" name="act" value="decline">
                  Decline
                </Button>
              </Form>
            </>
          ) : (
            <p>There is no claim for you to confirm.</p>
          )}
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const redirect = `/register/products/${params['id']}`
    if (values['act'] === 'decline') {
      await run(declineClaim, { id: params['id'], reason: values['reason'] })
      return { redirect, flash: 'The claim is declined.' }
    }
    await run(confirmClaim, { id: params['id'] })
    return { redirect, flash: 'Confirmed. Its supplier answers for it from now on.' }
  },
})
