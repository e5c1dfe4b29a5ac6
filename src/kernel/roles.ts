/** The roles of product.md section 2; each is held in one organisation, dated. */
export const ROLES = [
  'operator',
  'administrator',
  'deployment-owner',
  'clinical-safety-officer',
  'information-governance-lead',
  'technical-lead',
  'executive-sponsor',
  'analyst',
  'staff',
  'auditor',
  'system-ai-lead',
  'supplier-contact',
] as const

/** A role held in one organisation. */
export type Role = (typeof ROLES)[number]

/** The name of a role on the screen. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  operator: 'Operator',
  administrator: 'Administrator',
  'deployment-owner': 'Deployment owner',
  'clinical-safety-officer': 'Clinical safety officer',
  'information-governance-lead': 'Information governance lead',
  'technical-lead': 'Technical lead',
  'executive-sponsor': 'Executive sponsor',
  analyst: 'Analyst',
  staff: 'Member of staff',
  auditor: 'Auditor',
  'system-ai-lead': 'System AI lead',
  'supplier-contact': 'Supplier contact',
}

/** What each role is for, in a line, for whoever gives it. */
export const ROLE_LINES: Readonly<Record<Role, string>> = {
  operator: 'Takes organisations in and invites their first administrator. Sees no records.',
  administrator: 'Looks after people and their roles, sharing, and what is published.',
  'deployment-owner': 'Registers tools, answers for them, asks for decisions, and stops them.',
  'clinical-safety-officer': 'Keeps the hazard log, triages concerns, and signs for safety.',
  'information-governance-lead': 'Answers and signs what is asked about data and privacy.',
  'technical-lead': 'Answers and signs what is technical. May register tools.',
  'executive-sponsor': 'Decides at gates and on exceptions, never on evidence they signed.',
  analyst: 'Brings figures in and compares them.',
  staff: 'Reads the register, raises concerns, and puts forward problems worth solving.',
  auditor: 'Reads everything of this organisation, its history too. Changes nothing.',
  'system-ai-lead': 'Reads what a system shares, advises, and issues alerts to it.',
  'supplier-contact': 'Keeps the products that this organisation supplies, and their evidence.',
}

/** A role in running text: `clinical safety officer`, `system AI lead`. */
export const roleInText = (role: Role): string => {
  const name = ROLE_NAMES[role]
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

/** The roles that see an NHS organisation's own records (an operator sees none). */
export const MEMBER_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'operator')

/** Whether a text names a role. */
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text)

/**
 * Roles a key may act in. The roles that sign, decide or give roles are for people: a key has no
 * judgement to put its name to.
 */
export const KEY_ROLES: readonly Role[] = MEMBER_ROLES.filter(
  (role) =>
    ![
      'administrator',
      'clinical-safety-officer',
      'executive-sponsor',
      'information-governance-lead',
    ].includes(role),
)
