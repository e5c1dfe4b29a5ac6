import { page } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  editForm,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  Radios,
  TextArea,
  TextField,
} from '#ui/index.js'
import { editOrganisation } from '../edit-organisation.js'
import { NAMED_KINDS, ORGANISATION_KIND_NAMES } from '../model.js'
import { isNamed, mayBecome } from '../rules.js'
import { showOrganisation } from '../show-organisation.js'

const LIST = '/register/organisations'

/** Corrects the facts of an organisation that no national file lists. */
export const editOrganisationPage = page({
  path: `${LIST}/:id/edit`,
  allow: ['administrator', 'operator'],
  get: async ({ read, params, csrf, actor }, posted) => {
    const { organisation } = await read(showOrganisation, { id: params['id'] })
    const here = `${LIST}/${organisation.id}`
    const { form, revision } = editForm(posted, organisation.revision, {
      name: organisation.name,
      kind: organisation.kind,
      odsCode: organisation.odsCode ?? '',
      address: (organisation.address ?? []).join('\n'),
      postcode: organisation.postcode ?? '',
    })
    const kinds = NAMED_KINDS.filter((kind) => mayBecome(actor, organisation.kind, kind))
    const isSupplier = organisation.kind === 'supplier'
    return {
      title: `Correct ${organisation.name}`,
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Correct {organisation.name}</PageHeading>
          {isNamed(organisation) ? (
            <Form action={`${here}/edit`} csrf={csrf}>
              <Hidden name="revision" value={revision} />
              <TextField label="Name of the organisation" {...field(form, 'name')} />
              {kinds.length > 1 ? (
                <Radios
                  label="What kind of organisation is it?"
                  choices={kinds.map((value) => ({
                    value,
                    label: ORGANISATION_KIND_NAMES[value],
                  }))}
                  {...field(form, 'kind')}
                />
              ) : null}
              {isSupplier ? null : (
                <TextField
                  label="ODS code"
                  hint="For example RJ1. With it, a national file finds this organisation instead of listing it again."
                  optional
                  spellCheck={false}
                  width={10}
                  {...field(form, 'odsCode')}
                />
              )}
              <TextArea label="Address" optional rows={4} {...field(form, 'address')} />
              <TextField label="Postcode" optional width={10} {...field(form, 'postcode')} />
              <ButtonGroup>
                <Button>Save</Button>
                <a href={here}>Cancel</a>
              </ButtonGroup>
            </Form>
          ) : (
            <p>
              The facts of this organisation come from a national file. Ask the Organisation Data
              Service to correct them; the next file taken in brings the correction here.
            </p>
          )}
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { id } = await run(editOrganisation, { ...values, id: params['id'] })
    return { redirect: `${LIST}/${id}`, flash: 'Your changes are saved.' }
  },
})
