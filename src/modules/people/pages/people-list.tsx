import { page, type PageDescription } from '#kernel/declare/page.js'
import type { ReactElement } from 'react'
import { ROLE_NAMES, ROLES, roleInText } from '#kernel/roles.js'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { Arrangement, Deputy } from '../model.js'
import {
  asDate,
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
import { standingInState } from '../rules.js'
import { showStandingIn } from '../show-standing-in.js'
import { AdministrationTabs } from './administration.js'

const PATH = '/administration/people'

/** The people of the organisation, narrowed by words and role. */
export const peopleListPage: PageDescription = page({
  path: PATH,
  allow: ['administrator', 'auditor'],
  get: async ({ read, query, actor, now }) => {
    const text = query['q'] ?? ''
    const role = ROLES.find((one) => one === query['role']) ?? ''
    const people = await read(findPeople, { text, role, cursor: query['cursor'] ?? '' })
    const standingIn = await read(showStandingIn, {})
    const today = londonDate(now)
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
          <StandingInNow lines={standingInLines(standingIn, actor.organisationId, today)} />
          <Pagination next={people.next ? `${PATH}?${next.toString()}` : undefined} />
        </>
      ),
    }
  },
})

/** Who holds a role here today as a deputy or from elsewhere, a line each. */
const standingInLines = (
  standing: { deputies: readonly Deputy[]; arrangements: readonly Arrangement[] },
  own: string | null,
  today: CalendarDate,
): string[] => [
  ...standing.deputies
    .filter((one) => standingInState(one, today) === 'Holds')
    .map(
      (one) =>
        `${one.deputyName} stands in for ${one.principalName}, ${roleInText(one.role)}, until ${asDate(one.lastDay)}`,
    ),
  ...standing.arrangements
    .filter((one) => one.hostId === own && standingInState(one, today) === 'Holds')
    .map(
      (one) =>
        `${one.personName} of ${one.providerName} is ${roleInText(one.role)} here until ${asDate(one.lastDay)}`,
    ),
]

const StandingInNow = ({ lines }: { lines: readonly string[] }): ReactElement => (
  <>
    <h2 className="nhsuk-heading-m">Deputies, and roles held by people of elsewhere</h2>
    {lines.length === 0 ? (
      <p>Nobody stands in for a colleague, and nobody of elsewhere holds a role here.</p>
    ) : (
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    )}
    <p className="wr-screen-only">
      <a href="/administration/roles-held-elsewhere">See roles held elsewhere, and deputies</a>
    </p>
  </>
)
