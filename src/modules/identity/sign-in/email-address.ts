import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'

/** Longest e-mail address that can be delivered to (RFC 5321 section 4.5.3.1.3, less the brackets). */
const LONGEST_EMAIL = 254

/** An e-mail address as it is stored and compared: trimmed and in lower case, not yet checked. */
export const normaliseEmail = (text: string): string =>
  text
    .slice(0, 2 * LONGEST_EMAIL)
    .trim()
    .normalize('NFC')
    .toLowerCase()

/** What is wrong with an e-mail address as it is stored, in a sentence, or null. */
export const emailProblem = (email: string): string | null => {
  if (email === '') return 'Enter an e-mail address.'
  if (email.length > LONGEST_EMAIL || !z.email().safeParse(email).success) {
    return 'Enter an e-mail address in the correct format, like name@example.com.'
  }
  return null
}

/** An e-mail address as it is stored. Throws Invalid, naming the field `email`, when it is none. */
export const parseEmail = (text: string): string => {
  const email = normaliseEmail(text)
  const message = emailProblem(email)
  if (message !== null) throw new Invalid([{ field: 'email', message }])
  return email
}
