import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { asDate, Button, PageHeading, Table, Tag } from '#ui/index.js'
import { type Arrangement } from '../model.js'
import { standingInState } from '../rules.js'
import { showStandingIn } from '../show-standing-in.js'
import { AdministrationTabs } from './administration.js'
import { DeputyTable } from './deputies.js'
import { STANDING_IN_TONES } from './standing-in-words.js'
import { answerPages } from './answer-arrangement.js'
import { crumbs, PATH } from './arrangement-parts.js'
import { offerPage } from './offer-arrangement.js'

/** Roles that people of one organisation hold at another, and who stands in for whom. */
export const arrangementPages: readonly PageDescription[] = [
  page({
    path: PATH,
    allow: ['administrator', 'auditor'],
    get: async ({ read, actor, now }) => {
      const { deputies, arrangements } = await read(showStandingIn, {})
      const today = londonDate(now)
      return {
        title: 'Roles held elsewhere',
        nav: '/administration',
        breadcrumbs: crumbs.slice(0, 1),
        body: (
          <>
            <PageHeading aside={actor.organisationName ?? undefined}>
              Roles held elsewhere, and deputies
            </PageHeading>
            <AdministrationTabs active={PATH} actor={actor} />
            {actor.roles.includes('administrator') ? (
              <Button href={`${PATH}/offer`}>Let somebody of ours hold a role elsewhere</Button>
            ) : null}
            <ArrangementTable
              arrangements={arrangements}
              today={today}
              own={actor.organisationId}
            />
            <DeputyTable
              deputies={deputies}
              today={today}
              empty="Nobody stands in for a colleague. Whoever holds a role names a deputy in their account."
            />
          </>
        ),
      }
    },
  }),
  offerPage,
  ...answerPages,
]

const ArrangementTable = (props: {
  arrangements: readonly Arrangement[]
  today: string
  own: string | null
}): ReactElement => (
  <Table
    caption="Roles held under an arrangement"
    rows={props.arrangements}
    rowKey={(one) => one.id}
    empty={<p>There is no arrangement with another organisation.</p>}
    columns={[
      {
        heading: 'Person',
        cell: (one) => (
          <>
            {one.personName}, {one.providerName}
            <span className="wr-note">{one.endedReason ?? one.basis}</span>
          </>
        ),
      },
      { heading: 'Role', cell: (one) => `${ROLE_NAMES[one.role]} at ${one.hostName}` },
      { heading: 'Days', cell: (one) => `${asDate(one.firstDay)} to ${asDate(one.lastDay)}` },
      {
        heading: 'State',
        cell: (one) => {
          const state = standingInState(one, props.today)
          return <Tag tone={STANDING_IN_TONES[state]}>{state}</Tag>
        },
      },
      {
        heading: 'Change',
        quietHeading: true,
        cell: (one) => {
          const state = standingInState(one, props.today)
          const words = <span className="nhsuk-u-visually-hidden"> {one.personName}</span>
          if (state === 'Ended' || state === 'Over') return null
          return (
            <>
              {state === 'To confirm' && one.hostId === props.own ? (
                <a href={`${PATH}/${one.id}/confirm`}>Confirm{words}</a>
              ) : null}{' '}
              <a href={`${PATH}/${one.id}/end`}>
                {state === 'To confirm' && one.hostId === props.own ? 'Decline' : 'End'}
                {words}
              </a>
            </>
          )
        },
      },
    ]}
  />
)
