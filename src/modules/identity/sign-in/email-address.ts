import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'

/** Longest e-mail address that can be delivered to (RFC 5321 section 4.5.3.1.3, less the brackets). */
export const LONGEST_EMAIL = 254

/** An e-mail address as it is stored and compared: trimmed and in lower case, not yet checked. */
export const normaliseEmail = (text: string): string =>
  text
    .slice(0, 2 * LONGEST_EMAIL)
    .trim()
    .normalize('NFC')
    .toLowerCase()

/** An e-mail address as it is stored. Throws Invalid, naming the field `email`, when it is none. */
export const parseEmail = (text: string): string => {
  const email = normaliseEmail(text)
  if (email === '') throw new Invalid([{ field: 'email', message: 'Enter an e-mail address.' }])
  if (email.length > LONGEST_EMAIL || !z.email().safeParse(email).success) {
    throw new Invalid([
      {
        field: 'email',
        message: 'Enter an e-mail address in the correct format, like name@example.com.',
      },
    ])
  }
  return email
}
