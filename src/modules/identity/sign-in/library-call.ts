import { APIError } from 'better-auth/api'

/** What the library refused, by its own code, such as `INVALID_CODE`; anything else is thrown on. */
export interface LibraryRefusal {
  answer?: never
  refused: string
  status: number
}

/** Calls the library and turns its refusals into a value; faults are thrown. */
export const callLibrary = async <Answer>(
  call: () => Promise<Answer>,
): Promise<{ refused?: never; answer: Answer } | LibraryRefusal> => {
  try {
    return { answer: await call() }
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error
    return { refused: String(error.body?.code ?? error.status), status: error.statusCode }
  }
}

/** Headers that carry only the cookies of this request, and of those only the ones kept. */
export const cookieHeaders = (
  headers: Headers,
  keep: (name: string) => boolean = () => true,
): Headers => {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  const kept = pairs.filter(
    (pair) => pair !== '' && keep(pair.slice(0, Math.max(0, pair.indexOf('=')))),
  )
  return new Headers({ cookie: kept.join('; ') })
}
