import { createHmac, timingSafeEqual } from 'node:crypto'
import { NotAllowed } from '#kernel/errors.js'

/** The cookie that stands for a visitor who is not signed in, so that their forms are theirs too. */
export const VISIT_COOKIE = 'wardround_visit'

/** The token of a session or visit: only forms we drew for it carry it. */
export const csrfToken = (secret: string, key: string): string =>
  createHmac('sha256', secret).update(`csrf ${key}`).digest('base64url')

/** Throws NotAllowed unless the form carries the token of this session or visit; of a new visit none can. */
export const checkCsrf = (
  expected: string,
  given: string | string[] | undefined,
  isNewVisit: boolean,
): void => {
  const left = Buffer.from(expected)
  const right = Buffer.from(typeof given === 'string' ? given : '')
  if (left.length === right.length && timingSafeEqual(left, right)) return
  if (isNewVisit)
    throw new NotAllowed(
      'Your browser sent no cookie, so we cannot tell that this form is yours. If cookies are off, allow them for this address. Then load the page again and send the form once more.',
    )
  throw new NotAllowed(
    'This form is too old or was opened in another session. Go back, load the page again and send it once more.',
  )
}
