import type { Actor } from '#kernel/actor.js'
import { ROLE_NAMES } from '#kernel/roles.js'

/**
 * The role that somebody with several is shown by: the first that says what they do here, their own before
 * one they hold as a deputy. Undefined for somebody without a role.
 */
export const shownRole = ({
  roles,
  deputyFor = {},
}: Pick<Actor, 'roles' | 'deputyFor'>): string | undefined => {
  const telling = roles.filter((role) => role !== 'administrator' && role !== 'operator')
  const told = telling.find((role) => !deputyFor[role]) ?? telling[0] ?? roles[0]
  return told && ROLE_NAMES[told]
}
