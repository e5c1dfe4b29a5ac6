import { expect, test } from 'vitest'
import { denominatorWords } from './words.js'

test.each([
  ['auroc', 'cases'],
  ['oe', 'cases'],
  ['auprc_ap', 'cases'],
  ['missing_score', 'cases'],
  ['sensitivity', 'with the outcome'],
  ['ppv', 'flagged'],
])('what %s rests on is counted in %s', (measure, words) => {
  expect(denominatorWords(measure)).toBe(words)
})
