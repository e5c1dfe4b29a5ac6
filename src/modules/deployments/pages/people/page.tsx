import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import { type Role, roleInText } from '#kernel/roles.js'
import { asList, InsetText, SummaryList, Table, Tag } from '#ui/index.js'
import { showPeopleOfDeployment, type PersonHere } from '../../show-people.js'

/** Who answers for a deployment and who to ask about what; partners see whom to ask by role. */
export const peoplePage = page({
  path: '/register/deployments/:id/people',
  allow: ['signed-in'],
  get: async ({ read, params, actor }) => {
    const id = params['id'] ?? ''
    const shown = await read(showPeopleOfDeployment, { deploymentId: id })
    return {
      title: 'People',
      nav: '/register',
      subject: { kind: 'deployment', id },
      tab: 'People',
      body: (
        <>
          <h2 className="nhsuk-heading-m">Who to ask</h2>
          <SummaryList
            rows={[
              { key: 'Ask first', value: shown.contactRole },
              {
                key: 'Where it is used',
                value: organisationLink(shown.organisation),
              },
              { key: 'Supplier', value: organisationLink(shown.supplier) },
            ]}
          />
          {shown.own ? (
            <>
              <PeopleTable people={shown.people} />
              <Missing roles={shown.missing} mayGive={isAllowed(actor, ['administrator'])} />
            </>
          ) : (
            <p>
              Names are seen by {shown.organisation.name} only. Ask there for the{' '}
              {shown.contactRole}.
            </p>
          )}
        </>
      ),
    }
  },
})

const organisationLink = ({ id, name }: { id: string; name: string }): ReactElement => (
  <a href={`/register/organisations/${id}`}>{name}</a>
)

const PeopleTable = ({ people }: { people: readonly PersonHere[] }): ReactElement => (
  <Table
    caption="People and their roles here"
    rows={people}
    rowKey={(one) => one.personId}
    empty={<p>Nobody holds a role here.</p>}
    columns={[
      {
        heading: 'Name',
        rowHeader: true,
        cell: (one) => (
          <>
            {one.name} {one.owns ? <Tag tone="blue">Owns this</Tag> : null}
          </>
        ),
      },
      {
        heading: 'Roles',
        cell: (one) => asList(one.roles.map((role) => roleInText(role))),
      },
      { heading: 'E-mail', cell: (one) => <a href={`mailto:${one.email}`}>{one.email}</a> },
    ]}
  />
)

const Missing = (props: { roles: readonly Role[]; mayGive: boolean }): ReactElement | null =>
  props.roles.length === 0 ? null : (
    <InsetText>
      <p>
        Nobody at your organisation is {asList(props.roles.map((role) => roleInText(role)))}.{' '}
        {props.mayGive ? (
          <a href="/administration/people">Give somebody the role</a>
        ) : (
          'Ask an administrator to give somebody the role.'
        )}
      </p>
    </InsetText>
  )
