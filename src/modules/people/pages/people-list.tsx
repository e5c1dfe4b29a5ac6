import { page, type PageDescription } from '#kernel/describe.js'
import { ROLE_NAMES, ROLES } from '#kernel/roles.js'
import {
  asList,
  Button,
  FilterBar,
  PageHeading,
  Pagination,
  Select,
  Table,
  TextField,
} from '#ui/index.js'
import { findPeople } from '../find-people.js'
import { AdministrationTabs } from './administration.js'

const PATH = '/administration/people'

/** The people of the organisation, narrowed by words and role. */
export const peopleListPage: PageDescription = page({
  path: PATH,
  allow: ['administrator', 'auditor'],
  get: async ({ read, query, actor }) => {
    const text = query['q'] ?? ''
    const role = ROLES.find((one) => one === query['role']) ?? ''
    const people = await read(findPeople, { text, role, cursor: query['cursor'] ?? '' })
    const next = new URLSearchParams({ q: text, role, cursor: people.next ?? '' })
    return {
      title: 'People',
      nav: '/administration',
      breadcrumbs: [{ text: 'Administration', href: '/administration' }],
      body: (
        <>
          <PageHeading aside={actor.organisationName ?? undefined}>People</PageHeading>
          <AdministrationTabs active={PATH} actor={actor} />
          {actor.roles.includes('administrator') ? (
            <Button href="/administration/invitations/new">Invite a colleague</Button>
          ) : null}
          <FilterBar action={PATH} clearHref={text || role ? PATH : undefined}>
            <TextField label="Name or e-mail address" name="q" value={text} type="search" />
            <Select
              label="Role"
              name="role"
              value={role}
              empty="Any role"
              choices={ROLES.map((one) => ({ value: one, label: ROLE_NAMES[one] }))}
            />
          </FilterBar>
          <Table
            caption="People and their roles here"
            quietCaption
            rows={people.rows}
            rowKey={(person) => person.id}
            empty={<p>Nobody fits. Clear the filters, or invite a colleague.</p>}
            columns={[
              {
                heading: 'Name',
                cell: (person) => <a href={`${PATH}/${person.id}`}>{person.name}</a>,
              },
              { heading: 'E-mail address', cell: (person) => person.email },
              {
                heading: 'Roles',
                cell: (person) => asList(person.roles.map((one) => ROLE_NAMES[one])),
              },
            ]}
          />
          <Pagination next={people.next ? `${PATH}?${next.toString()}` : undefined} />
        </>
      ),
    }
  },
})
