import type { Role } from '#kernel/roles.js'

interface Step {
  href: string
  words: string
  /** Everybody when left out. */
  roles?: readonly Role[]
  /** Everybody but these. */
  except?: readonly Role[]
}

const REGISTER_USE = '/register/new'

const STEPS: readonly Step[] = [
  {
    href: '/concerns/raise',
    words: 'Say that something may be wrong with an AI tool',
    except: ['operator', 'auditor'],
  },
  {
    href: REGISTER_USE,
    words: 'Register an AI tool that is used here, or that you would like to use',
    roles: ['deployment-owner', 'administrator', 'technical-lead', 'executive-sponsor'],
  },
  {
    href: '/register/products/new',
    words: 'Register a product or a new version',
    roles: ['supplier-contact'],
  },
  {
    href: '/register/opportunities/new',
    words: 'Put forward a problem that is worth solving',
    except: ['operator', 'auditor', 'supplier-contact'],
  },
  {
    href: '/overviews',
    words: 'See every AI tool, how far it is and what needs attention',
    except: ['operator', 'supplier-contact'],
  },
  { href: '/register', words: 'See the register', except: ['operator', 'supplier-contact'] },
  {
    href: '/register/products',
    words: 'See the products in the register',
    roles: ['supplier-contact'],
  },
  {
    href: '/administration/audit',
    words: 'Read who decided what, when and on what',
    roles: ['auditor'],
  },
  {
    href: '/administration/sharing',
    words: 'See what others see of ours',
    roles: ['deployment-owner', 'administrator'],
  },
  {
    href: '/administration/invitations',
    words: 'Invite a colleague',
    roles: ['administrator'],
  },
  {
    href: '/administration/first-administrators',
    words: 'Invite the first administrator of an organisation',
    roles: ['operator'],
  },
]

/** What somebody with these roles can do of their own accord; a supplier registers no use, whatever the role. */
export const nextSteps = (
  roles: readonly Role[],
  registersUses = true,
): { href: string; words: string }[] =>
  STEPS.filter(
    (step) =>
      (registersUses || step.href !== REGISTER_USE) &&
      (step.roles ? roles.some((role) => step.roles?.includes(role)) : true) &&
      (step.except ? roles.some((role) => !step.except?.includes(role)) : true),
  ).map(({ href, words }) => ({ href, words }))

const FIRST: readonly { role: Role; href: string }[] = [
  { role: 'supplier-contact', href: '/register/products/new' },
  { role: 'deployment-owner', href: '/register/new' },
  { role: 'administrator', href: '/administration/invitations' },
  { role: 'system-ai-lead', href: '/overviews' },
  { role: 'staff', href: '/concerns/raise' },
  { role: 'auditor', href: '/administration/audit' },
]

/** The one step that stands out while nothing waits for somebody with these roles, if any. */
export const firstStep = (
  roles: readonly Role[],
  registersUses = true,
): { href: string; words: string } | undefined => {
  const steps = nextSteps(roles, registersUses)
  const wanted = FIRST.find(({ role }) => roles.includes(role))?.href ?? '/register'
  return steps.find(({ href }) => href === wanted) ?? steps[0]
}
