const HERE = 'http://wardround.invalid'

/**
 * A path of this Wardround to go on to, or null. Anything that a browser could read as another site
 * (`//host`, `/\host`, `https:`) is refused, so that a link cannot lead somebody away who signs in.
 */
export const localPath = (text: string | undefined): string | null => {
  if (!text || !/^\/(?![/\\])/.test(text) || text.length > 2000) return null
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001F\u007F\\]/.test(text) || !URL.canParse(text, HERE)) return null
  const url = new URL(text, HERE)
  return url.origin === HERE ? `${url.pathname}${url.search}` : null
}

/** An address with `next` added when there is one. */
export const withNext = (path: string, next: string | null): string =>
  next === null ? path : `${path}?next=${encodeURIComponent(next)}`
