import { page } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import {
  Button,
  ConfirmPage,
  DateField,
  dateOfParts,
  datePartsOf,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  PageHeading,
  Radios,
  Select,
  type FormState,
} from '#ui/index.js'
import { confirmMembership, decideProposal, endMembership } from '../confirm-membership.js'
import { openSystems, showOrganisation } from '../show-organisation.js'

const LIST = '/register/organisations'

/** Says which system an organisation belongs to. */
export const newMembershipPage = page({
  path: `${LIST}/:id/memberships/new`,
  allow: ['administrator', 'operator'],
  get: async ({ read, params, csrf }, form) => {
    const { organisation } = await read(showOrganisation, { id: params['id'] })
    const systems = await read(openSystems, {})
    const here = `${LIST}/${organisation.id}`
    return {
      title: 'System it belongs to',
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Which system does {organisation.name} belong to?</PageHeading>
          <p>
            Organisations of the same system see each other’s deployments, gate outcomes and alerts,
            unless one holds something back.
          </p>
          <Form action={`${here}/memberships/new`} csrf={csrf}>
            <Select
              label="Integrated care board"
              empty="Choose"
              choices={systems.map((one) => ({ value: one.id, label: one.name }))}
              {...field(form, 'systemId')}
            />
            <DateField label="Since when" {...fieldDate(form, 'from')} />
            <Button>Confirm this system</Button>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(confirmMembership, {
      organisationId: params['id'],
      systemId: values['systemId'],
      from: dateOfParts(values, 'from'),
    })
    return { redirect: `${LIST}/${params['id']}`, flash: 'The system is confirmed.' }
  },
})

/** Ends a membership of a system. */
export const endMembershipPage = page({
  path: `${LIST}/:id/memberships/:membership/end`,
  allow: ['administrator', 'operator'],
  get: async ({ read, params, csrf, now }, form) => {
    const { organisation, memberships } = await read(showOrganisation, { id: params['id'] })
    const membership = memberships.find((one) => one.id === params['membership'])
    if (!membership) throw new NotFound('There is no such membership.')
    const here = `${LIST}/${organisation.id}`
    return {
      title: 'End a membership',
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Does ${organisation.name} leave ${membership.systemName}?`}
            action={`${here}/memberships/${membership.id}/end`}
            csrf={csrf}
            buttonText="End this membership"
            cancelHref={here}
          >
            <DateField
              label="First day it no longer belongs"
              {...fieldDate(started(form, 'until', londonDate(now)), 'until')}
            />
            <p>From that day the organisations of this system no longer see its shared records.</p>
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const ended = await run(endMembership, {
      organisationId: params['id'],
      membershipId: params['membership'],
      until: dateOfParts(values, 'until'),
    })
    return {
      redirect: `${LIST}/${ended.organisationId}`,
      flash: `The membership of ${ended.systemName} ends.`,
    }
  },
})

/** Accepts or refuses a system that an import proposes. */
export const proposalPage = page({
  path: `${LIST}/:id/proposals/:proposal`,
  allow: ['administrator', 'operator'],
  get: async ({ read, params, csrf, now }, form) => {
    const { organisation, proposals } = await read(showOrganisation, { id: params['id'] })
    const proposal = proposals.find((one) => one.id === params['proposal'])
    if (!proposal) throw new NotFound('Somebody has already decided about this.')
    const here = `${LIST}/${organisation.id}`
    return {
      title: 'Change of system',
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>
            Does {organisation.name} belong to {proposal.systemName}?
          </PageHeading>
          <p>{proposal.reason}</p>
          <p>
            A national file gives the place of the head office, which is not always the system an
            organisation works in.
          </p>
          <Form action={`${here}/proposals/${proposal.id}`} csrf={csrf}>
            <Radios
              label="Your answer"
              choices={[
                {
                  value: 'accept',
                  label: 'Yes, it belongs there',
                  hint: 'Memberships of boards that have closed end the same day.',
                },
                { value: 'refuse', label: 'No, leave things as they are' },
              ]}
              {...field(form, 'decision')}
            />
            <DateField
              label="Since when, if it does"
              {...fieldDate(started(form, 'from', londonDate(now)), 'from')}
            />
            <Button>Save the answer</Button>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { organisationId } = await run(decideProposal, {
      organisationId: params['id'],
      proposalId: params['proposal'],
      decision: values['decision'],
      from: dateOfParts(values, 'from'),
    })
    return { redirect: `${LIST}/${organisationId}`, flash: 'Your answer is saved.' }
  },
})

const started = (form: FormState, name: string, date: string): FormState => ({
  values: { ...datePartsOf(name, date), ...form.values },
  errors: form.errors,
})
