import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/declare/page.js'
import type { Actor } from '#kernel/actor.js'
import { PageHeading, Tabs } from '#ui/index.js'
import type { AdministrationSection, PeopleParts } from '../parts.js'

const OWN: readonly AdministrationSection[] = [
  {
    href: '/administration/people',
    title: 'People',
    words: 'Who works here, their roles, and what happens when somebody leaves.',
    roles: ['administrator', 'auditor'],
  },
  {
    href: '/administration/invitations',
    title: 'Invitations',
    words: 'Invite colleagues, and see who has not answered yet.',
    roles: ['administrator', 'auditor'],
  },
  {
    href: '/administration/roles-held-elsewhere',
    title: 'Roles held elsewhere',
    words: 'Roles that people of one organisation hold at another, and who stands in for whom.',
    roles: ['administrator', 'auditor'],
  },
  {
    href: '/administration/api-keys',
    title: 'API keys',
    words: 'Keys for systems that send or read data for your organisation.',
    roles: ['administrator', 'auditor'],
  },
  {
    href: '/administration/first-administrators',
    title: 'First administrators',
    words: 'Invite the first administrator of another organisation.',
    roles: ['operator'],
  },
]

const openTo = (sections: readonly AdministrationSection[], actor: Actor) =>
  sections.filter((section) => section.roles.some((role) => actor.roles.includes(role)))

/** The way between the pages of Administration that this module owns. */
export const AdministrationTabs = ({
  active,
  actor,
}: {
  active: string
  actor: Actor
}): ReactElement => (
  <Tabs
    label="Administration"
    tabs={openTo(OWN, actor).map(({ title, href }) => ({ label: title, href }))}
    active={active}
  />
)

/** What an administrator or operator looks after. */
export const administrationPage = ({ sections }: PeopleParts): PageDescription =>
  page({
    path: '/administration',
    allow: ['administrator', 'operator', 'auditor'],
    get: async ({ actor }) => ({
      title: 'Administration',
      nav: '/administration',
      body: (
        <div className="wr-readable">
          <PageHeading aside={actor.organisationName ?? undefined}>Administration</PageHeading>
          <dl>
            {openTo([...OWN, ...sections], actor).map(({ href, title, words }) => (
              <div key={href}>
                <dt>
                  <a href={href}>{title}</a>
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </div>
      ),
    }),
  })
