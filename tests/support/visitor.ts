import type { TestApp } from './test-app.js'
import { browse } from './sign-in.js'

/** A browser without script on an app whose sign-in is real: it keeps cookies and posts forms. */
export interface Visitor {
  get(path: string): Promise<Response>
  /** Loads the page `from` (the path unless given), then posts its form with these values. */
  post(
    path: string,
    values: Readonly<Record<string, string | readonly string[]>>,
    from?: string,
  ): Promise<Response>
  /** The page after all redirects, as text. */
  open(path: string): Promise<string>
  /** The Cookie header now. */
  cookies(): Headers
  /** Takes cookies as a browser does. */
  take(setCookie: readonly string[]): void
}

const ORIGIN = 'http://wardround.test'
const MOST_REDIRECTS = 5

/** Somebody with a new browser, at a network address of their own. */
export const newVisitor = (app: Pick<TestApp, 'fetch'>, address = '192.0.2.1'): Visitor => {
  let jar = new Headers()
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    const cookie = jar.get('cookie')
    if (cookie) headers.set('cookie', cookie)
    const request = new Request(new URL(path, ORIGIN), { ...init, headers })
    const response = await app.fetch(request, address)
    jar = browse(response.headers.getSetCookie(), jar)
    return response
  }
  return {
    get: (path) => send(path),
    post: async (path, values, from = path) => {
      const html = await (await send(from)).text()
      const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
      const body = new URLSearchParams({ csrf })
      for (const [name, value] of Object.entries(values)) {
        for (const one of [value].flat()) body.append(name, one)
      }
      return send(path, { method: 'POST', body })
    },
    open: async (path) => {
      let response = await send(path)
      for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
        const location = response.headers.get('location')
        if (!location) break
        response = await send(location)
      }
      return response.text()
    },
    cookies: () => jar,
    take: (setCookie) => {
      jar = browse(setCookie, jar)
    },
  }
}
