import { NotAllowed, NotSignedIn } from './errors.js'
import { KEY_ROLES, type Role } from './roles.js'

/** Who acts: a person in one organisation, an API key, a job or the command line, or nobody. */
export interface Actor {
  kind: 'person' | 'key' | 'system' | 'public'
  /** Person, key or `system:<job>`; `public` when nobody is signed in. */
  id: string
  /** Name as shown in the history. */
  name: string
  /** The organisation acted for; null for an operator, a job before it enters one, or the public. */
  organisationId: string | null
  organisationName: string | null
  roles: readonly Role[]
  /** Whom they stand in for, by role; only roles they hold as a deputy and not themselves. */
  deputyFor?: Readonly<Partial<Record<Role, { personId: string; personName: string }>>>
  /** What an API key may do; undefined for everybody else. */
  scopes?: readonly string[]
}

/**
 * Who may do something: roles, or one of four kinds that are not roles. `signed-in` is any person or
 * key with a role in the current organisation, `person` anyone with an account, `system` a job or
 * the command line, `public` anybody at all. Deny by default: an empty list allows nobody.
 */
export type Allow = readonly (Role | 'signed-in' | 'person' | 'system' | 'public')[]

/** Whether the actor is one of those allowed. */
export const isAllowed = (actor: Actor, allow: Allow): boolean =>
  allow.some((who) => {
    if (who === 'public') return true
    if (who === 'system') return actor.kind === 'system'
    if (who === 'person') return actor.kind === 'person'
    if (who === 'signed-in') return actor.roles.length > 0 && actor.organisationId !== null
    return actor.roles.includes(who)
  })

/** Throws NotSignedIn for nobody, NotAllowed for somebody who may not. */
export const checkAllowed = (actor: Actor, allow: Allow): void => {
  if (isAllowed(actor, allow)) return
  if (actor.kind === 'public') throw new NotSignedIn('Sign in to do this.')
  if (actor.kind === 'key' && !allow.some((who) => who === 'signed-in' || isKeyRole(who)))
    throw new NotAllowed(
      'Only a person does this: no API key acts in a role that may. Sign in to do it.',
    )
  throw new NotAllowed('Your role does not allow this. Ask an administrator of your organisation.')
}

const isKeyRole = (who: Allow[number]): boolean => KEY_ROLES.some((role) => role === who)

/** Somebody who has not signed in. */
export const publicActor: Actor = {
  kind: 'public',
  id: 'public',
  name: 'Member of the public',
  organisationId: null,
  organisationName: null,
  roles: [],
}

/** The name under what somebody signs or decides in a role; a deputy's says for whom. */
export const signedName = ({ name, deputyFor }: Pick<Actor, 'name' | 'deputyFor'>, role: Role) => {
  const principal = deputyFor?.[role]
  return principal ? `${name}, for ${principal.personName}` : name
}

/** The person a deputy stands in for in a role, or null for whoever acts for themselves. */
export const onBehalfOf = (
  { deputyFor }: Pick<Actor, 'deputyFor'>,
  role: Role,
): { personId: string; personName: string } | null => deputyFor?.[role] ?? null

/**
 * A job or the command line, acting for one organisation or for none. A reader sees who acts; which job it
 * was is in the id.
 */
export const systemActor = (
  job: string,
  organisation?: { id: string; name: string } | null,
): Actor => ({
  kind: 'system',
  id: `system:${job}`,
  name: 'Wardround',
  organisationId: organisation?.id ?? null,
  organisationName: organisation?.name ?? null,
  roles: [],
})
