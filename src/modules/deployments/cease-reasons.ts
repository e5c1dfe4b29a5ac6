/** Why a use ends; more than one may hold (field.md 6.4). Words for them stand in framework/gates.yaml. */
export const CEASE_REASONS = [
  'safety',
  'performance',
  'unfair',
  'no-benefit',
  'low-use',
  'cost',
  'supplier',
  'regulation',
  'security',
  'superseded',
  'data-protection',
  'pilot-ended',
] as const

/** What is settled after a use ended (field.md 6.4). */
export const CEASE_CHECKLIST = [
  'told',
  'takes-over',
  'run-off',
  'know-how',
  'data-and-models',
  'lessons',
  'access',
  'interfaces',
  'contract',
  'public-record',
  'safety-note',
] as const
