import type pg from 'pg'

type Ask = (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>

/** Kysely's words for the beginning of what `runQuery` and `openSnapshot` open. */
const SNAPSHOT = /^start transaction\b.*\brepeatable read\b.*\bread only\b/
const ENDS = /^(?:commit|rollback)\b/

/**
 * Asks a connection the same marked statement once in a read-only snapshot: nothing changes under it,
 * and the modules that a page is made of each read the record it is about. What a statement gives is
 * shared, so its list of rows is frozen; other transactions ask every time.
 */
export const answeringOnce = (ask: Ask, isMarked: (text: string) => boolean): Ask => {
  let answers: Map<string, Promise<pg.QueryResult>> | undefined
  return async (text, values) => {
    if (SNAPSHOT.test(text)) answers = new Map()
    else if (ENDS.test(text)) answers = undefined
    if (!answers || !isMarked(text)) return ask(text, values)
    const question = `${text}\n${JSON.stringify(values)}`
    const answer = answers.get(question) ?? ask(text, values).then(frozen)
    answers.set(question, answer)
    return answer
  }
}

const frozen = (result: pg.QueryResult): pg.QueryResult => {
  Object.freeze(result.rows)
  return result
}
