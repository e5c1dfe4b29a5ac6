import type { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import type { ReadDb } from '#registry/handles.js'
import { readControllers } from './answer-store.js'
import {
  CHARTER_ANSWERS,
  CHARTER_TESTS,
  type charterAnswersInput,
  type CharterAnswer,
  type CharterTest,
} from './model.js'
import type { CharterFacts } from './rules.js'

/** The answers that are given in a form or a request; one that is left out is not answered. */
export const charterAnswersOf = (input: z.output<typeof charterAnswersInput>): CharterAnswer[] => {
  const given: Readonly<Record<CharterTest, [string | null, string]>> = {
    C1: [input.c1, input.c1Reason],
    C2: [input.c2, input.c2Reason],
    C3: [input.c3, input.c3Reason],
    C4: [input.c4, input.c4Reason],
  }
  return CHARTER_TESTS.flatMap((test) => {
    const [answer, reason] = given[test]
    return answer === null ? [] : [toCharterAnswer(test, answer, reason)]
  })
}

/** One answer as it is kept; the answer to C2 is an organisation's id. Throws Invalid for another. */
export const toCharterAnswer = (
  test: CharterTest,
  answer: string,
  reason: string,
): CharterAnswer => {
  if (test === 'C2') return { test, answer: 'controller', controllerId: answer, reason }
  if (!(CHARTER_ANSWERS[test] as readonly string[]).includes(answer))
    throw new Invalid([
      {
        field: 'answer',
        message: `Choose one of the answers to ${test}: ${CHARTER_ANSWERS[test].join(', ')}.`,
      },
    ])
  return { test, answer, controllerId: null, reason }
}

/** The organisation that an answer to C2 names. Throws Invalid when there is none with that id. */
export const readControllerOf = async (
  db: ReadDb,
  answers: readonly CharterAnswer[],
): Promise<CharterFacts['controller']> => {
  const id = answers.find((one) => one.test === 'C2')?.controllerId
  if (!id) return null
  const found = (await readControllers(db, [id])).get(id)
  if (found) return found
  throw new Invalid([{ field: 'c2', message: 'Choose an organisation of the register.' }])
}
