import type { ReactElement } from 'react'
import { page, type FormBody, type FormState } from '#kernel/declare/page.js'
import {
  Button,
  Checkboxes,
  DateField,
  dateOfParts,
  datePartsOf,
  editForm,
  ErrorSummary,
  field,
  fieldDate,
  fieldList,
  Form,
  Hidden,
  PageHeading,
  TextArea,
  TextField,
} from '#ui/index.js'
import { MAY_LEAD } from '../model.js'
import { editCollaboration, setUpCollaboration } from '../set-up.js'
import { showCollaboration } from '../show-collaboration.js'
import { crumbs } from './crumbs.js'

/** The form that sets up a collaboration. */
export const setUpPage = page({
  path: '/register/collaborations/new',
  allow: MAY_LEAD,
  get: async ({ csrf }, form) => ({
    title: 'Set up a collaboration',
    nav: '/register',
    breadcrumbs: crumbs(),
    body: (
      <>
        <ErrorSummary errors={form.errors} />
        <PageHeading>Set up a collaboration</PageHeading>
        <p>
          Your organisation leads it. Afterwards you ask the other parties; each is one when its
          administrator agrees.
        </p>
        <Form action="/register/collaborations/new" csrf={csrf}>
          <Fields form={form} />
          <Button>Set it up</Button>
        </Form>
      </>
    ),
  }),
  post: async ({ run }, body) => {
    const made = await run(setUpCollaboration, typed(body))
    return {
      redirect: `/register/collaborations/${made.id}`,
      flash: 'The collaboration is set up. Ask the other parties next.',
    }
  },
})

/** The form to change what a collaboration says. */
export const editPage = page({
  path: '/register/collaborations/:id/edit',
  allow: MAY_LEAD,
  get: async ({ read, params, csrf }, posted) => {
    const { collaboration } = await read(showCollaboration, { id: params['id'] })
    const { form, revision } = editForm(posted, collaboration.revision, {
      name: collaboration.name,
      purpose: collaboration.purpose,
      ...datePartsOf('termFrom', collaboration.termFrom),
      ...(collaboration.termUntil ? datePartsOf('termUntil', collaboration.termUntil) : {}),
      ...datePartsOf('reviewDue', collaboration.reviewDue),
      underCharter: collaboration.underCharter ? ['yes'] : [],
    })
    return {
      title: `Edit ${collaboration.name}`,
      nav: '/register',
      breadcrumbs: crumbs(collaboration),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading>Edit this collaboration</PageHeading>
          <p>
            A change of name, purpose, term or charter wants the signatures of all parties again. A
            new review date does not.
          </p>
          <Form action={`/register/collaborations/${collaboration.id}/edit`} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            <Fields form={form} stays={collaboration.underCharter} />
            <Button>Save</Button>
          </Form>
        </>
      ),
    }
  },
  post: async ({ run, params }, body) => {
    const id = params['id'] ?? ''
    await run(editCollaboration, { ...typed(body), id })
    return { redirect: `/register/collaborations/${id}`, flash: 'Your changes are saved.' }
  },
})

const typed = ({ values }: FormBody): object => ({
  ...values,
  termFrom: dateOfParts(values, 'termFrom'),
  termUntil: dateOfParts(values, 'termUntil'),
  reviewDue: dateOfParts(values, 'reviewDue'),
  underCharter: [values['underCharter']].flat().includes('yes'),
})

const Fields = ({ form, stays }: { form: FormState; stays?: boolean }): ReactElement => (
  <>
    <TextField label="Name" {...field(form, 'name')} />
    <TextArea label="What is it for?" rows={4} {...field(form, 'purpose')} />
    <DateField label="When does it begin?" {...fieldDate(form, 'termFrom')} />
    <DateField label="When does it end?" optional {...fieldDate(form, 'termUntil')} />
    <DateField
      label="When is it reviewed next?"
      hint="Within two years."
      {...fieldDate(form, 'reviewDue')}
    />
    <Checkboxes
      label="Charter"
      hint={
        stays
          ? 'What was set up under the charter stays under it until it ends.'
          : 'The charter of the Incubator for AI and NHS England, 25 April 2024. Its four tests are enforced on everything that belongs to this collaboration, at entry and at every gate. It cannot be taken from under it again.'
      }
      choices={[{ value: 'yes', label: 'It is under the charter' }]}
      {...fieldList(form, 'underCharter')}
    />
  </>
)
