import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addScoreCounts, countScores, countScoresByClass } from './count-scores.js'

// Few values, so that lots share some of them; 0 and -0 are one score.
const scores = fc.array(fc.constantFrom(-1, -0, 0, 0.25, 0.5, 0.75, 1), { maxLength: 30 })

test('two lots counted apart and added are all their rows counted at once', () => {
  fc.assert(
    fc.property(scores, scores, scores, scores, (ones, zeros, moreOnes, moreZeros) => {
      const added = addScoreCounts(
        countScoresByClass(ones, zeros),
        countScoresByClass(moreOnes, moreZeros),
      )
      expect(added).toEqual(countScoresByClass([...ones, ...moreOnes], [...zeros, ...moreZeros]))
    }),
  )
})

test('a hand-counted case', () => {
  const [first, second] = [countScores([0.2, 0.5, 0.5], [0, 1, 0]), countScores([0.5, 0.9], [1, 1])]
  expect(addScoreCounts(first, second)).toEqual({
    scores: Float64Array.of(0.2, 0.5, 0.9),
    events: Float64Array.of(0, 2, 1),
    nonEvents: Float64Array.of(1, 1, 0),
    eventTotal: 3,
    nonEventTotal: 2,
  })
})
