import { expect, test } from 'vitest'
import { countScores } from '#statistics/count-scores.js'
import { seededRandom } from '#statistics/seeded-random.js'
import { ScoreTally } from './score-tally.js'

const ROWS = 100_000

const rowsOf = (different: number): { scores: number[]; outcomes: number[] } => {
  const random = seededRandom(7)
  const scores = Array.from({ length: ROWS }, () => Math.floor(random() * different) / different)
  return { scores, outcomes: scores.map((score) => (random() < score ? 1 : 0)) }
}

test.each([
  ['few different scores', 1000],
  ['nearly every score another', 2 ** 31],
])('%s: counted as they come, as all at once', (_, different) => {
  const { scores, outcomes } = rowsOf(different)
  const tally = new ScoreTally()
  for (const [place, score] of scores.entries()) tally.add(score, outcomes[place] === 1)
  expect(tally.counts()).toEqual(countScores(scores, outcomes))
})

test('nothing counts as nothing, and counting goes on after it was asked', () => {
  const tally = new ScoreTally()
  expect(tally.counts()).toEqual(countScores([], []))
  tally.add(0.5, true)
  expect(tally.counts()).toEqual(countScores([0.5], [1]))
  tally.add(0.5, false)
  expect(tally.counts()).toEqual(countScores([0.5, 0.5], [1, 0]))
})
