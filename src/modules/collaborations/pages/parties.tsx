import { page } from '#kernel/declare/page.js'
import {
  Button,
  ErrorSummary,
  field,
  FilterBar,
  Form,
  PageHeading,
  Radios,
  TextField,
} from '#ui/index.js'
import { ORGANISATION_KIND_NAMES } from '#modules/organisations/index.js'
import { answerInvitation, inviteParty } from '../keep-parties.js'
import { MAY_CONSENT, MAY_LEAD } from '../model.js'
import { findOrganisations, showCollaboration } from '../show-collaboration.js'
import { crumbs } from './crumbs.js'

/** Finds an organisation and asks it to be a party. */
export const invitePage = page({
  path: '/register/collaborations/:id/parties',
  allow: MAY_LEAD,
  get: async ({ read, params, query, csrf }, form) => {
    const { collaboration, parties } = await read(showCollaboration, { id: params['id'] })
    const here = `/register/collaborations/${collaboration.id}/parties`
    const search = String(form.values['search'] ?? query['search'] ?? '')
    const found = search ? await read(findOrganisations, { search }) : []
    const taken = new Set(
      parties
        .filter((one) => one.state === 'agreed' || one.state === 'invited')
        .map((one) => one.organisationId),
    )
    const open = found.filter((one) => one.closed === null && !taken.has(one.id))
    return {
      title: 'Ask another party',
      nav: '/register',
      breadcrumbs: crumbs(collaboration),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading>Ask another party</PageHeading>
          <p>
            It is a party when its administrator agrees. Until then it sees the name, purpose, term
            and parties of this collaboration, and nothing that belongs to it.
          </p>
          <FilterBar action={here} buttonText="Find">
            <TextField label="Name or ODS code" name="search" type="search" value={search} />
          </FilterBar>
          {search && open.length === 0 ? (
            <p>
              No organisation with that name can be asked. It may be a party already, or not be in
              the register: an operator adds organisations.
            </p>
          ) : null}
          {open.length > 0 ? (
            <Form action={`${here}?search=${encodeURIComponent(search)}`} csrf={csrf}>
              <Radios
                label="Which organisation?"
                choices={open.map((one) => ({
                  value: one.id,
                  label: one.name,
                  hint: ORGANISATION_KIND_NAMES[one.kind],
                }))}
                {...field(form, 'organisationId')}
              />
              <Button>Ask it</Button>
            </Form>
          ) : null}
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const id = params['id'] ?? ''
    await run(inviteParty, { organisationId: values['organisationId'] ?? '', id })
    return {
      redirect: `/register/collaborations/${id}`,
      flash: 'It is asked. Its administrator agrees or declines.',
    }
  },
})

/** An administrator agrees for the organisation, or declines; what others will see stands above. */
export const consentPage = page({
  path: '/register/collaborations/:id/answer',
  allow: MAY_CONSENT,
  get: async ({ read, params, csrf }, form) => {
    const { collaboration } = await read(showCollaboration, { id: params['id'] })
    return {
      title: 'Agree or decline',
      nav: '/register',
      breadcrumbs: crumbs(collaboration),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading aside={collaboration.name}>Agree or decline</PageHeading>
          <p>{collaboration.purpose}</p>
          <p>
            When you agree, the other parties see of each deployment or opportunity that you add:
            its title, its stage, whether it is clinical, and what was said to the charter tests by
            whom and when, whatever else you share or hold back. They see nothing that you do not
            add. What is shared may be asked for under the Freedom of Information Act.
          </p>
          <p>You can leave at any time. What you added leaves with you, and the history stays.</p>
          <Form action={`/register/collaborations/${collaboration.id}/answer`} csrf={csrf}>
            <Radios
              label="Does your organisation become a party?"
              choices={[
                { value: 'agree', label: 'Yes, we agree' },
                { value: 'decline', label: 'No, we decline' },
              ]}
              {...field(form, 'answer')}
            />
            <Button>Answer for our organisation</Button>
          </Form>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const id = params['id'] ?? ''
    const { state } = await run(answerInvitation, { ...values, id })
    return state === 'agreed'
      ? { redirect: `/register/collaborations/${id}`, flash: 'You are a party now.' }
      : { redirect: '/register/collaborations', flash: 'You declined.' }
  },
})
