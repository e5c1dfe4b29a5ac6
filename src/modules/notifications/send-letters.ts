import type { Doors } from '#kernel/operation.js'
import type { z } from 'zod'
import { MOST_ATTEMPTS, type Letter, type Mail, type prepareLettersInput } from './model.js'
import { prepareLetters } from './prepare-letters.js'
import { claimLetter, settleLetter } from './settle-letter.js'
import { wordsOf } from './words-of.js'
import type { Words } from './write-letter.js'

/** What one organisation is written to about, why, and who of it. */
export type Due = z.output<typeof prepareLettersInput>

/**
 * Sends the letters of one organisation that are not sent. Each is claimed first and settled after;
 * when the mail server refuses one it waits for the next try, and this throws so that the queue tries.
 * Nothing is sent where what it was about is settled meanwhile.
 */
export const sendLetters = async (
  doors: Doors,
  mail: Mail,
  baseUrl: string,
  due: Due,
): Promise<void> => {
  const letters = await doors.run(prepareLetters, due)
  const waiting = letters.filter((one) => one.state === 'waiting')
  if (waiting.length === 0) return
  const words = await wordsOf(doors, baseUrl, due)
  if (words === null) return
  let again = 0
  for (const letter of waiting) {
    if ((await sendOne(doors, mail, words, letter)) === 'waiting') again += 1
  }
  if (again > 0) throw new Error(`${again} letters were refused by the mail server and wait.`)
}

const sendOne = async (
  doors: Doors,
  mail: Mail,
  words: Words,
  letter: Letter,
): Promise<'sent' | 'waiting' | 'refused' | 'taken'> => {
  if (!(await doors.run(claimLetter, { id: letter.id }))) return 'taken'
  const outcome = await give(mail, { to: letter.address, ...words }, letter.attempts + 1)
  await doors.run(settleLetter, { id: letter.id, ...outcome })
  return outcome.state
}

const give = async (
  mail: Mail,
  letter: Parameters<Mail>[0],
  attempt: number,
): Promise<{ state: 'sent' | 'waiting' | 'refused'; problem: string | null }> => {
  try {
    await mail(letter)
    return { state: 'sent', problem: null }
  } catch (refused) {
    const problem = (refused instanceof Error ? refused.message : 'Not known').slice(0, 500)
    const forGood = isPermanent(refused) || attempt >= MOST_ATTEMPTS
    return { state: forGood ? 'refused' : 'waiting', problem }
  }
}

// A 5xx reply is for good, 4xx may be tried again (RFC 5321 section 4.2.1).
const isPermanent = (refused: unknown): boolean => {
  const code = (refused as { responseCode?: unknown } | null)?.responseCode
  return typeof code === 'number' && code >= 500
}
