import { page } from '#kernel/declare/page.js'
import { showProduct } from '#modules/products/index.js'
import { Button, ErrorSummary, field, Form, PageHeading, Select, TextArea } from '#ui/index.js'
import { changeVersion } from '../../change-version.js'
import { MAY_REGISTER } from '../../model.js'
import { showDeployment } from '../../show-deployment.js'
import { versionWords } from '../../words.js'

/** The form to say which version or configuration runs from now on. */
export const versionPage = page({
  path: '/register/deployments/:id/version',
  allow: MAY_REGISTER,
  get: async ({ read, params, csrf }, form) => {
    const { deployment } = await read(showDeployment, { id: params['id'] })
    const { versions } = await read(showProduct, { id: deployment.product.id })
    const here = `/register/deployments/${deployment.id}`
    return {
      title: 'Which version runs?',
      nav: '/register',
      breadcrumbs: [{ text: deployment.product.name, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading>Which version runs?</PageHeading>
          <p>
            Now: {versionWords(deployment)}. What was accepted and signed for another version goes
            to review, and everyone affected is told.
          </p>
          <Form action={`${here}/version`} csrf={csrf}>
            <Select
              label="Version that runs from now on"
              empty="Choose a version"
              choices={versions.map((one) => ({ value: one.id, label: one.name }))}
              {...field(form, 'versionId')}
            />
            <TextArea
              label="Configuration"
              hint="Thresholds and settings that change what it does"
              optional
              {...field(form, 'configuration')}
            />
            <Button>Save</Button>
          </Form>
          <p>
            Is it not there?{' '}
            <a href={`/register/products/${deployment.product.id}/versions`}>
              Add the version to the product
            </a>
          </p>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { changed } = await run(changeVersion, { ...values, deploymentId: params['id'] })
    return {
      redirect: `/register/deployments/${params['id']}`,
      flash: changed ? 'The version is noted, with the time.' : 'Nothing changed.',
    }
  },
})
