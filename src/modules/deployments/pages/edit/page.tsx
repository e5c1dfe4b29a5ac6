import { page } from '#kernel/declare/page.js'
import {
  Button,
  dateOfParts,
  datePartsOf,
  editForm,
  ErrorSummary,
  Form,
  Hidden,
  OnThisPage,
  PageHeading,
} from '#ui/index.js'
import { editDeployment } from '../../edit-deployment.js'
import { findOwners } from '../../find-owners.js'
import { MAY_REGISTER } from '../../model.js'
import { showDeploymentAndWay } from '../../show-deployment.js'
import { COMMON_PARTS, CommonFields } from '../common-fields.js'
import { FactFields, factParts, factsOf, factValues } from '../fact-fields.js'

/** The form to change what a deployment says. */
export const editPage = page({
  path: '/register/deployments/:id/edit',
  allow: MAY_REGISTER,
  get: async ({ read, params, csrf }, posted) => {
    const { deployment, framework } = await read(showDeploymentAndWay, { id: params['id'] })
    const owners = await read(findOwners, {})
    const here = `/register/deployments/${deployment.id}`
    const { form, revision } = editForm(posted, deployment.revision, {
      ownerId: deployment.ownerId,
      switchOffHow: deployment.switchOffHow,
      switchOffWho: deployment.switchOffWho,
      heldBack: deployment.heldBack ? 'yes' : '',
      ...datePartsOf('pilotEnds', deployment.pilotEnds ?? ''),
      ...datePartsOf('reviewDue', deployment.reviewDue ?? ''),
      ...factValues(deployment.facts),
    })
    return {
      title: 'Edit this deployment',
      nav: '/register',
      breadcrumbs: [{ text: deployment.product.name, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading>Edit this deployment</PageHeading>
          <OnThisPage parts={[...COMMON_PARTS, ...factParts(framework)]} />
          <Form action={`${here}/edit`} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            <CommonFields form={form} owners={owners} />
            <FactFields framework={framework} form={form} />
            <Button>Save</Button>
          </Form>
        </>
      ),
    }
  },
  post: async ({ read, run, params }, { values }) => {
    const { framework } = await read(showDeploymentAndWay, { id: params['id'] })
    await run(editDeployment, {
      ...values,
      id: params['id'],
      pilotEnds: dateOfParts(values, 'pilotEnds'),
      reviewDue: dateOfParts(values, 'reviewDue'),
      facts: factsOf(framework, values),
    })
    return { redirect: `/register/deployments/${params['id']}`, flash: 'Your changes are saved.' }
  },
})
