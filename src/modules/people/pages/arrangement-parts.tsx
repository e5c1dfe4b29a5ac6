import type { ReactElement } from 'react'
import { ROLE_NAMES } from '#kernel/roles.js'
import { asDate, SummaryList } from '#ui/index.js'
import { type Arrangement } from '../model.js'

/** Where roles held elsewhere are. */
export const PATH = '/administration/roles-held-elsewhere'

/** The way back from a page about one of them. */
export const crumbs = [
  { text: 'Administration', href: '/administration' },
  { text: 'Roles held elsewhere', href: PATH },
]

/** Who holds which role where, for which days, and what it rests on. */
export const ArrangementSummary = ({ shown }: { shown: Arrangement }): ReactElement => (
  <SummaryList
    rows={[
      { key: 'Person', value: `${shown.personName}, ${shown.providerName}` },
      { key: 'Role', value: `${ROLE_NAMES[shown.role]} at ${shown.hostName}` },
      { key: 'Days', value: `${asDate(shown.firstDay)} to ${asDate(shown.lastDay)}` },
      { key: 'What it rests on', value: shown.basis },
      { key: 'Offered by', value: `${shown.offeredByName}, ${shown.providerName}` },
    ]}
  />
)
