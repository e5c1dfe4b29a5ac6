import type { ReactElement } from 'react'
import { Tabs } from '../parts/tabs.js'

const LISTS = [
  { label: 'Deployments', href: '/register' },
  { label: 'Products', href: '/register/products' },
  { label: 'Opportunities', href: '/register/opportunities' },
  { label: 'Collaborations', href: '/register/collaborations' },
  { label: 'Forms', href: '/forms' },
  { label: 'Organisations', href: '/register/organisations' },
]

/** The lists of the register, on top of each of them. */
export const RegisterTabs = ({ active }: { active: string }): ReactElement => (
  <Tabs label="The register" tabs={LISTS} active={active} />
)
