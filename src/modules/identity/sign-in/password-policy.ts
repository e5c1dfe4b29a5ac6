import { Invalid } from '#kernel/errors.js'
import type { PasswordPolicy } from './settings.js'

/** What a password must not be made of. */
export interface PasswordOwner {
  email: string
  name: string
}

/**
 * What is wrong with a new password, in a sentence, or null when it is good enough. It is compared
 * with an offline list of about 49,000 passwords found in breaches and measured by zxcvbn (Wheeler,
 * 2016); length over composition follows NIST SP 800-63B section 5.1.1.2 and the NCSC.
 */
export const passwordProblem = async (
  password: string,
  owner: PasswordOwner,
  policy: PasswordPolicy,
): Promise<string | null> => {
  if (password === '') return 'Enter a password.'
  if (password.length < policy.shortest) {
    return `Use at least ${policy.shortest} characters. Three random words work well.`
  }
  if (password.length > policy.longest) return `Use ${policy.longest} characters or fewer.`
  // Loaded by the first new password: a start does not wait for the lists.
  const { knownToAttackers, strength } = await import('./known-passwords.js')
  if (knownToAttackers.has(password.toLowerCase())) {
    return 'This password is on a list of passwords known to attackers. Choose another one.'
  }
  if (strength.check(withoutOwnWords(password, owner)).score < policy.strength) {
    return 'This password is too easy to guess. Use three random words, and avoid names, dates and patterns.'
  }
  return null
}

/** Throws Invalid, naming the field, when a new password is not good enough. */
export const checkPassword = async (
  password: string,
  owner: PasswordOwner,
  policy: PasswordPolicy,
  field = 'password',
): Promise<void> => {
  const message = await passwordProblem(password, owner, policy)
  if (message !== null) throw new Invalid([{ field, message }])
}

// Names count for nothing: what is left without them must be strong enough.
const withoutOwnWords = (password: string, { email, name }: PasswordOwner): string =>
  [...email.split(/[^\p{L}\p{N}]+/u), ...name.split(/\s+/), ...PLACES]
    .filter((word) => word.length > 2)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => without(rest, word.toLowerCase()), password)

const PLACES = ['wardround', 'hospital', 'trust', 'nhs']

const without = (text: string, word: string): string => {
  const place = text.toLowerCase().indexOf(word)
  return place < 0 ? text : `${text.slice(0, place)}${text.slice(place + word.length)}`
}
