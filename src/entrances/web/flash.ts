const NAME = 'wardround_flash'
const MOST = 300

/** A cookie that carries one sentence to the next page. */
export const flashCookie = (sentence: string, secure: boolean): string =>
  `${NAME}=${encodeURIComponent(sentence.slice(0, MOST))}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** The cookie that takes the sentence away once it was shown. */
export const noFlashCookie = (): string => `${NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`

/** The sentence a request carries, if any. */
export const readFlash = (request: Request): string | undefined => {
  const value = readCookie(request, NAME)
  try {
    return value ? decodeURIComponent(value).slice(0, MOST) : undefined
  } catch {
    return undefined
  }
}

/** The value of a cookie of a request. */
export const readCookie = (request: Request, name: string): string | undefined =>
  request.headers
    .get('cookie')
    ?.split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
