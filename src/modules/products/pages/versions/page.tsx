import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type FormState } from '#kernel/declare/page.js'
import {
  Button,
  Card,
  ErrorSummary,
  field,
  Form,
  Hidden,
  Radios,
  Select,
  Table,
  TextArea,
  TextField,
} from '#ui/index.js'
import { addComponent } from '../../add-component.js'
import { MAY_REGISTER_PRODUCTS, type Component, type Version } from '../../model.js'
import { registerVersion } from '../../register-version.js'
import { showProduct } from '../../show-product.js'
import { VersionFields } from '../product-fields.js'

const DEVICE_WORDS = { 'not-answered': 'not answered', no: 'no', yes: 'yes' } as const

/** The versions of a product, what each is built on, and the forms to tell of more. */
export const versionsPage = page({
  path: '/register/products/:id/versions',
  allow: ['signed-in'],
  get: async ({ read, params, actor, csrf }, posted) => {
    const isComponent = posted.values['act'] === 'component'
    const form = isComponent ? FRESH : posted
    const componentForm = isComponent ? renamed(posted) : FRESH
    const { product, versions, components } = await read(showProduct, { id: params['id'] })
    const here = `/register/products/${product.id}/versions`
    return {
      title: 'Versions',
      nav: '/register',
      subject: { kind: 'product', id: product.id },
      tab: 'Versions',
      body: (
        <>
          <ErrorSummary errors={[...form.errors, ...componentForm.errors]} />
          <VersionTable versions={versions} components={components} />
          {isAllowed(actor, MAY_REGISTER_PRODUCTS) ? (
            <>
              <Card heading="Add a version">
                <Form action={here} csrf={csrf}>
                  <Hidden name="act" value="version" />
                  <VersionFields form={form} />
                  <TextArea label="What changed?" optional {...field(form, 'changes')} />
                  <Button>Add this version</Button>
                </Form>
              </Card>
              {versions.length > 0 ? (
                <ComponentForm action={here} csrf={csrf} form={componentForm} versions={versions} />
              ) : null}
            </>
          ) : null}
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const here = `/register/products/${params['id']}/versions`
    if (values['act'] === 'component') {
      await run(addComponent, {
        ...values,
        productId: params['id'],
        name: values['component'],
      })
      return { redirect: here, flash: 'What it is built on is noted.' }
    }
    const version = await run(registerVersion, { ...values, productId: params['id'] })
    return { redirect: here, flash: `Version ${version.name} is registered.` }
  },
})

const FRESH: FormState = { values: {}, errors: [] }

/** The command calls it name; on this page that is the version's field. */
const renamed = (posted: FormState): FormState => ({
  values: posted.values,
  errors: posted.errors.map((error) =>
    error.field === 'name' ? { ...error, field: 'component' } : error,
  ),
})

const VersionTable = (props: {
  versions: readonly Version[]
  components: readonly Component[]
}): ReactElement => (
  <Table
    caption="Versions, newest first"
    rows={props.versions}
    rowKey={(one) => one.id}
    empty={<p>No version is registered yet. Add the version that you know.</p>}
    columns={[
      { heading: 'Version', cell: (one) => one.name },
      { heading: 'Intended use', cell: (one) => one.intendedUse || 'not answered' },
      { heading: 'Medical device', cell: (one) => DEVICE_WORDS[one.medicalDevice] },
      {
        heading: 'Built on',
        cell: (one) =>
          props.components
            .filter((component) => component.versionId === one.id)
            .map((component) => component.name)
            .join(', ') || 'not answered',
      },
      { heading: 'What changed', cell: (one) => one.changes || 'not answered' },
    ]}
  />
)

const ComponentForm = (props: {
  action: string
  csrf: string
  form: FormState
  versions: readonly Version[]
}): ReactElement => (
  <Card heading="Say what a version is built on">
    <Form action={props.action} csrf={props.csrf}>
      <Hidden name="act" value="component" />
      <Select
        label="Version"
        choices={props.versions.map((one) => ({ value: one.id, label: one.name }))}
        {...field(props.form, 'versionId')}
      />
      <Radios
        label="What is it built on?"
        choices={[
          { value: 'model', label: 'A model' },
          { value: 'service', label: 'A service' },
          { value: 'not-disclosed', label: 'Its supplier does not disclose it' },
        ]}
        {...field(props.form, 'kind')}
      />
      <TextField
        label="Name of the model or service"
        optional
        {...field(props.form, 'component')}
      />
      <Button kind="secondary">Add</Button>
    </Form>
  </Card>
)
