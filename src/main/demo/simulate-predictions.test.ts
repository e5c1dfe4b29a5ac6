import { describe, expect, test } from 'vitest'
import { aurocValue } from '#statistics/auroc.js'
import { countScores } from '#statistics/count-scores.js'
import { observedOverExpected } from '#statistics/observed-expected.js'
import { PUBLISHED, simulatePredictions } from './simulate-predictions.js'

const simulate = (aurocWanted: number, seed = 7) =>
  simulatePredictions({ rows: 60_000, auroc: aurocWanted, prevalence: PUBLISHED.prevalence, seed })

const counted = (rows: ReturnType<typeof simulate>) =>
  countScores(
    rows.map((row) => row.score),
    rows.map((row) => row.outcome),
  )

describe('the simulated predictions of the worked example', () => {
  test('the same seed gives the same log, another seed another', () => {
    expect(simulate(0.8)).toEqual(simulate(0.8))
    expect(simulate(0.8)).not.toEqual(simulate(0.8, 8))
  })
  test.each([PUBLISHED.aurocAtHome, PUBLISHED.aurocElsewhere])(
    'the log separates as published: %d',
    (wanted) => {
      expect(aurocValue(counted(simulate(wanted)))).toBeCloseTo(wanted, 1.7)
    },
  )
  test('prevalence and the share of women are those of the study', () => {
    const rows = simulate(0.8)
    expect(rows.filter((row) => row.outcome === 1).length / rows.length).toBeCloseTo(0.07, 2)
    expect(rows.filter((row) => row.sex === 'female').length / rows.length).toBeCloseTo(0.57, 2)
  })
  test('at home the scores are calibrated', () => {
    expect(observedOverExpected(counted(simulate(PUBLISHED.aurocAtHome))).value).toBeCloseTo(1, 1)
  })
})
