import type { Role } from '#kernel/roles.js'
import type { ExceptionRule, Requirement } from './model.js'

/** Roles, or nobody. */
export type MayExcept = readonly Role[] | 'nobody'

/** Who may make an exception under both of two rules. Pure. */
export const narrower = (one: MayExcept, other: MayExcept): MayExcept => {
  if (one === 'nobody' || other === 'nobody') return 'nobody'
  const both = one.filter((role) => other.includes(role))
  return both.length === 0 ? 'nobody' : both
}

/** Whether everybody who may make an exception under one rule may under another too. Pure. */
export const isWithin = (one: MayExcept, other: MayExcept): boolean =>
  one === 'nobody' || (other !== 'nobody' && one.every((role) => other.includes(role)))

/** The exception rules of a requirement as a layer's line leaves them: never more people than before. Pure. */
export const narrowed = (
  rules: readonly ExceptionRule[],
  line: { readonly by: MayExcept; readonly because: string | null },
): ExceptionRule[] =>
  rules.map((rule) => {
    const by = narrower(rule.by, line.by)
    return {
      ...rule,
      by,
      because: isWithin(rule.by, line.by) ? rule.because : (line.because ?? rule.because),
    }
  })

/** Everybody who may make an exception to a requirement, whatever the facts. Pure. */
export const everybodyWhoMayExcept = ({ mayExcept }: Pick<Requirement, 'mayExcept'>): Role[] => [
  ...new Set(mayExcept.flatMap(({ by }) => (by === 'nobody' ? [] : by))),
]
