import { normalQuantile } from '#statistics/normal-quantile.js'
import { seededRandom } from '#statistics/seeded-random.js'
import { normalVariate } from './normal-variate.js'

/**
 * Where the simulated figures come from. One external validation of a sepsis prediction model gives
 * prevalence, discrimination at home and elsewhere, and case mix: Wong A and others, JAMA Internal
 * Medicine 2021;181(8):1065–1070, doi:10.1001/jamainternmed.2021.2626. It reports sepsis in 7% of
 * 38,455 hospital stays, an area under the curve of 0.63 (0.62 to 0.64) against 0.76 to 0.83 stated
 * by the developer, 57% women and a median age of 56. The example product is not that model.
 */
export const PUBLISHED = {
  prevalence: 0.07,
  aurocAtHome: 0.8,
  aurocElsewhere: 0.63,
  women: 0.57,
  source:
    'Wong A and others, JAMA Intern Med 2021;181(8):1065–1070, doi:10.1001/jamainternmed.2021.2626',
} as const

/** Shares of stays by age band, chosen so that the median falls in 45 to 64 as in the study. */
const AGE_BANDS = [
  ['18-44', 0.33],
  ['45-64', 0.34],
  ['65-79', 0.23],
  ['80+', 0.1],
] as const

/** A simulated prediction with what turned out to be true. */
export interface SimulatedPrediction {
  score: number
  outcome: 0 | 1
  sex: 'female' | 'male'
  ageBand: string
}

/** What is simulated: how many, how well the score separates here, and the seed that repeats it. */
export interface Simulation {
  rows: number
  auroc: number
  prevalence: number
  seed: number
}

/**
 * Simulates a prediction log under the equal-variance binormal model: a patient's signal is normal with
 * variance 1 and mean d for events, 0 otherwise, where AUROC = Φ(d/√2) (Green and Swets, 1966). The
 * score is the chance of the event as the model learned it at home, so it is calibrated there and
 * not where it separates less well.
 */
export const simulatePredictions = (simulation: Simulation): SimulatedPrediction[] => {
  const random = seededRandom(simulation.seed)
  const separation = separationFor(simulation.auroc)
  const learned = separationFor(PUBLISHED.aurocAtHome)
  const base = Math.log(PUBLISHED.prevalence / (1 - PUBLISHED.prevalence))
  return Array.from({ length: simulation.rows }, () => {
    const outcome = random() < simulation.prevalence ? 1 : 0
    const signal = normalVariate(random) + (outcome === 1 ? separation : 0)
    const logit = base + learned * signal - (learned * learned) / 2
    return {
      score: Number((1 / (1 + Math.exp(-logit))).toPrecision(6)),
      outcome,
      sex: random() < PUBLISHED.women ? 'female' : 'male',
      ageBand: ageBand(random()),
    }
  })
}

const ageBand = (draw: number): string => {
  let reached = 0
  for (const [band, share] of AGE_BANDS) {
    reached += share
    if (draw < reached) return band
  }
  return AGE_BANDS[0][0]
}

const separationFor = (auroc: number): number => Math.SQRT2 * normalQuantile(auroc)
