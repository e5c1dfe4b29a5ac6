import * as size from '#statistics/sample-size.js'
import { validationSampleSize } from '#statistics/validation-sample-size.js'
import { asCount, asFigure, asPercent } from '#ui/words.js'
import type { SizeInputName } from './size-inputs.js'

/** What is asked, read and within bounds. */
export type SizeValues = Readonly<Record<SizeInputName, number>>

/** The figure that answers a question, and what else was worked out on the way. */
export interface SizeFigure {
  /** Null where there is no number that would do. */
  readonly needed: number | null
  readonly sentence: string
  readonly details: readonly { readonly what: string; readonly value: string }[]
}

/** One question about how many cases are needed. */
export interface SizeQuestion {
  readonly title: string
  readonly says: string
  readonly inputs: readonly SizeInputName[]
  /** What is counted: `cases with the outcome`. */
  readonly counted: string
  readonly answer: (values: SizeValues) => SizeFigure
  readonly method: string
  readonly source: string
  readonly assumptions: readonly string[]
  /** Two numbers that must not be the same. */
  readonly apart?: readonly [SizeInputName, SizeInputName]
}

const share = (value: number): string => {
  const places = [0, 1, 2].find(
    (digits) => Math.abs(value * 100 - round(value * 100, digits)) < 1e-9,
  )
  return asPercent(value, places ?? 2)
}
const round = (value: number, digits: number): number => Number(value.toFixed(digits))
const points = (value: number): string => `${round(value * 100, 2)} points`
const often = (power: number): string => `${share(power)} of such evaluations`

const ONE_BY_ONE =
  'Each case counts once and stands for itself; several of one patient count for less.'
const GUESSED = 'What you expect is a guess: take the least favourable value that you can defend.'
const AS_IN_USE = 'Cases are taken as they come where the tool is used, and none is left out.'
const NORMAL = 'The normal approximation is used; with fewer than about 10 events it is rough.'

/** Questions by the name that the command takes and the address holds. */
export const SIZE_QUESTIONS = {
  share: {
    title: 'To know a share to within some points',
    says: 'Sensitivity, predictive value, or how often a draft is accepted, with an interval of a given width.',
    inputs: ['expected', 'within', 'perWeek'],
    counted: 'cases that the share is taken of',
    answer: ({ expected, within }) => {
      const { wilson, wald } = size.sizeForPrecision(expected, within)
      return {
        needed: wilson,
        sentence: `${asCount(wilson)} cases give a 95% interval of at most ${points(within)} either side, if the share is ${share(expected)}.`,
        details: [{ what: 'By the simpler formula of Wald', value: asCount(wald) }],
      }
    },
    method: 'The smallest number whose Wilson interval is narrow enough.',
    source: 'Wilson 1927; Newcombe 1998',
    assumptions: [GUESSED, ONE_BY_ONE, AS_IN_USE],
  },
  'pass-mark': {
    title: 'To show that a share is beyond its pass mark',
    says: 'How many cases let the whole interval lie beyond the mark, if the tool is as good as you expect.',
    inputs: ['expected', 'passMark', 'power', 'perWeek'],
    apart: ['expected', 'passMark'],
    counted: 'cases that the share is taken of',
    answer: ({ expected, passMark, power }) => {
      const needed = size.sizeAgainstMark(expected, passMark, power)
      const side = expected > passMark ? 'above' : 'below'
      return {
        needed,
        sentence: `If the share really is ${share(expected)}, then with ${asCount(needed)} cases the whole 95% interval lies ${side} the pass mark of ${share(passMark)} in ${often(power)}.`,
        details: [],
      }
    },
    method:
      'Score test of one share, 2.5% one-sided: the Wilson interval lies wholly beyond the mark.',
    source: 'Fleiss 1981',
    assumptions: [GUESSED, NORMAL, ONE_BY_ONE],
  },
  'two-groups': {
    title: 'To see that two shares differ',
    says: 'Before and after, two versions, or two groups of patients.',
    inputs: ['expected', 'other', 'power', 'perWeek'],
    apart: ['expected', 'other'],
    counted: 'cases in each of the two groups',
    answer: ({ expected, other, power }) => {
      const needed = Math.ceil(size.sizeForTwoProportions(expected, other, power))
      return {
        needed,
        sentence: `${asCount(needed)} cases in each group show that ${share(expected)} and ${share(other)} differ in ${often(power)}.`,
        details: [{ what: 'In both groups together', value: asCount(2 * needed) }],
      }
    },
    method: 'Two proportions, two-sided at 5%, groups of equal size.',
    source: 'Fleiss 1981; as R power.prop.test',
    assumptions: [GUESSED, NORMAL, ONE_BY_ONE, 'The two groups hold different cases.'],
  },
  sensitivity: {
    title: 'To know sensitivity and specificity',
    says: 'Of cases as they come, of which only some have the outcome.',
    inputs: ['sensitivity', 'specificity', 'prevalence', 'within', 'perWeek'],
    counted: 'cases, with and without the outcome',
    answer: ({ within, ...given }) => {
      const { forSensitivity, forSpecificity } = size.sizeForSensitivity(given, within)
      const needed = Math.max(forSensitivity, forSpecificity)
      return {
        needed,
        sentence: `${asCount(needed)} cases, of which about ${asCount(Math.round(needed * given.prevalence))} have the outcome, give both with a 95% interval of about ${points(within)} either side.`,
        details: [
          { what: 'For sensitivity', value: asCount(forSensitivity) },
          { what: 'For specificity', value: asCount(forSpecificity) },
        ],
      }
    },
    method: 'Normal interval of each share, divided by how many of all cases it is taken of.',
    source: 'Buderer 1996',
    assumptions: [GUESSED, NORMAL, AS_IN_USE],
  },
  'auroc-width': {
    title: 'To know the AUROC with an interval of some width',
    says: 'How well scores tell cases with the outcome from cases without.',
    inputs: ['auroc', 'prevalence', 'width', 'perWeek'],
    counted: 'cases, with and without the outcome',
    answer: ({ auroc, prevalence, width }) => {
      const needed = size.sizeForAurocWidth(auroc, prevalence, width)
      return {
        needed,
        sentence: `${asCount(needed)} cases, of which about ${asCount(Math.round(needed * prevalence))} have the outcome, give an AUROC of ${asFigure(auroc)} a 95% interval no wider than ${width}.`,
        details: [],
      }
    },
    method: 'Standard error of an AUROC from its value and the numbers of cases.',
    source: 'Hanley and McNeil 1982',
    assumptions: [GUESSED, ONE_BY_ONE, AS_IN_USE],
  },
  'auroc-chance': {
    title: 'To show that scores do better than chance',
    says: 'The least that can be asked: an AUROC above 0.5.',
    inputs: ['auroc', 'prevalence', 'power', 'perWeek'],
    counted: 'cases, with and without the outcome',
    answer: ({ auroc, prevalence, power }) => {
      const ratio = (1 - prevalence) / prevalence
      const events = Math.ceil(size.casesForAuroc(auroc, ratio, power))
      const needed = Math.ceil(events / prevalence)
      return {
        needed,
        sentence: `${asCount(needed)} cases, of which about ${asCount(events)} have the outcome, show an AUROC of ${asFigure(auroc)} to be above chance in ${often(power)}.`,
        details: [{ what: 'With the outcome', value: asCount(events) }],
      }
    },
    method: 'AUROC against 0.5, two-sided at 5%, binormal variance.',
    source: 'Obuchowski and McClish 1997; as pROC',
    assumptions: [GUESSED, NORMAL, 'Better than chance is not good enough for use.'],
  },
  validation: {
    title: 'To check a risk model on your own patients',
    says: 'Whether predicted risks are right here: observed to expected, calibration slope and AUROC.',
    inputs: ['prevalence', 'auroc', 'oeWidth', 'slopeWidth', 'width', 'perWeek'],
    counted: 'cases, with and without the outcome',
    answer: ({ prevalence, auroc, oeWidth, slopeWidth, width }) => {
      const widths = { observedOverExpected: oeWidth, slope: slopeWidth, cStatistic: width }
      const found = validationSampleSize(prevalence, auroc, widths)
      return {
        needed: found.needed,
        sentence: `${asCount(found.needed)} cases, of which about ${asCount(Math.round(found.needed * prevalence))} have the outcome, give all three with intervals as narrow as you asked.`,
        details: [
          { what: 'For observed to expected', value: asCount(found.observedOverExpected) },
          { what: 'For the calibration slope', value: asCount(found.slope) },
          { what: 'For the AUROC', value: asCount(found.cStatistic) },
        ],
      }
    },
    method:
      'External validation of a model for a yes-or-no outcome; the largest of three numbers counts.',
    source: 'Archer 2020; Riley 2021',
    assumptions: [
      GUESSED,
      AS_IN_USE,
      'The model is well calibrated, and the logits of its risks spread normally with a standard deviation of 1 around that of the share with the outcome.',
    ],
  },
  fall: {
    title: 'How small a fall one period can show',
    says: 'Turned round: what can be seen with the cases that come.',
    inputs: ['expected', 'cases', 'power'],
    counted: 'cases that the share is taken of',
    answer: ({ expected, cases, power }) => {
      const fall = size.smallestFallSeen(expected, cases, power)
      const sentence =
        fall === null
          ? `With ${asCount(cases)} cases a period no fall from ${share(expected)} is sure to be seen. Choose a longer period.`
          : `With ${asCount(cases)} cases a period, a fall from ${share(expected)} to ${asPercent(expected - fall, 1)} or less is seen in ${share(power)} of such periods.`
      return {
        needed: null,
        sentence,
        details: [{ what: 'Smallest fall that is seen', value: asFigure(fall, 3, 'none') }],
      }
    },
    method: 'Score test of one share against the usual one, 2.5% one-sided.',
    source: 'Fleiss 1981',
    assumptions: ['The usual share is known.', NORMAL, ONE_BY_ONE],
  },
} as const satisfies Readonly<Record<string, SizeQuestion>>

export type SizeQuestionName = keyof typeof SIZE_QUESTIONS

/** A question by its name; undefined where there is none. */
export const sizeQuestion = (name: string): SizeQuestion | undefined =>
  Object.hasOwn(SIZE_QUESTIONS, name) ? SIZE_QUESTIONS[name as SizeQuestionName] : undefined
