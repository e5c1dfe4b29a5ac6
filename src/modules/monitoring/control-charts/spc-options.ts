import type { VerbDescription } from '#kernel/declare/verb.js'
import { CHART_KINDS } from './chart-kinds.js'

/** The options of `spc`; which chart understands which stands in chart-kinds.ts. */
export const SPC_OPTIONS: NonNullable<VerbDescription['options']> = [
  {
    flags: '--chart <kind>',
    description: `which chart: ${Object.keys(CHART_KINDS).join(', ')}; xmr unless said`,
  },
  {
    flags: '--value <column>',
    description:
      'column of values; for g cases between events, for t time between events, for c counts',
  },
  {
    flags: '--date <column>',
    description:
      'column of dates or period numbers; charts of single cases or events may go without, in the order of the rows',
  },
  {
    flags: '--numerator <column>',
    description: 'column of events, for p, p-prime, u and u-prime, ewma and cusum',
  },
  { flags: '--denominator <column>', description: 'column of what they are counted in' },
  {
    flags: '--as <kind>',
    description:
      'what ewma and cusum take events to be: a share of the denominator, or a rate in it',
  },
  {
    flags: '--outcome <column>',
    description: 'column of outcomes, 0 or 1 or yes or no, for charts of single cases',
  },
  { flags: '--event <value>', description: 'the outcome that is the event; any other is none' },
  {
    flags: '--expected <column>',
    description: 'column of expected risks, 0 to 1 or with a % sign',
  },
  {
    flags: '--scale <scale>',
    description: 'what --expected holds: probability (0 to 1, unless said) or percent (0 to 100)',
  },
  { flags: '--rate <share>', description: 'usual share of cases with the event: bernoulli-cusum' },
  {
    flags: '--odds-ratio <number>',
    description: 'change of the odds to find: 2 unless said; below 1 finds fewer events',
  },
  {
    flags: '--run-length <cases>',
    description: 'cases from one false signal to the next, on average; sets the limit',
  },
  {
    flags: '--limit <number>',
    description:
      'limit of the sum; for cusum (5 unless said) and ewma (3 unless said) in standard deviations',
  },
  { flags: '--weight <share>', description: 'weight of the newest value: ewma, 0.2 unless said' },
  {
    flags: '--allowance <number>',
    description: 'half the shift to find, in standard deviations: cusum, 0.5 unless said',
  },
  { flags: '--centre <number>', description: 'usual value, in place of the mean: ewma, cusum' },
  { flags: '--sd <number>', description: 'usual standard deviation: ewma, cusum' },
  {
    flags: '--direction <direction>',
    description: 'which way is better: increase (unless said), decrease or neutral',
  },
  { flags: '--target <number>', description: 'target to judge assurance by' },
  { flags: '--fix <points>', description: 'limits from the first so many points, 12 or more' },
  {
    flags: '--no-screen',
    description: 'keep unusually large moving ranges, as the NHS Excel tool',
  },
  {
    flags: '--rebase <date>',
    description:
      'start new limits at this date, for an understood, lasting change; charts with limits, and runs; repeats',
    many: true,
  },
  {
    flags: '--where <column=value>',
    description: 'use only rows with this value; repeats',
    many: true,
  },
  { flags: '--by <column>', description: 'a chart of its own for each value of this column' },
  { flags: '--csv', description: 'answer with the points as CSV' },
]

/** A line for each chart, as the help shows it; a test runs every one. */
export const SPC_EXAMPLES: readonly string[] = [
  'wardround spc figures.csv --value minutes --date month --direction decrease --target 30',
  'wardround spc figures.csv --chart p --numerator missed --denominator films --date week',
  'wardround spc figures.csv --chart p-prime --numerator missed --denominator films --date week',
  'wardround spc figures.csv --chart u --numerator falls --denominator bed_days --date week',
  'wardround spc figures.csv --chart u-prime --numerator falls --denominator bed_days --date week',
  'wardround spc figures.csv --chart c --value incidents --date month --direction decrease',
  'wardround spc events.csv --chart g --value cases_between --date found_on',
  'wardround spc events.csv --chart t --value days_between --date found_on',
  'wardround spc figures.csv --chart i --value minutes --date month',
  'wardround spc figures.csv --chart ewma --value minutes --date month --fix 12',
  'wardround spc figures.csv --chart cusum --value minutes --date month --fix 12',
  'wardround spc figures.csv --chart ewma --numerator missed --denominator films --as share --date week',
  'wardround spc figures.csv --chart cusum --numerator falls --denominator bed_days --as rate --date week',
  'wardround spc cases.csv --chart bernoulli-cusum --outcome missed --rate 5% --run-length 1000',
  'wardround spc cases.csv --chart risk-adjusted-cusum --expected risk --outcome died --run-length 1000',
  'wardround spc cases.csv --chart vlad --expected risk --outcome died --date admitted_on',
  'wardround spc figures.csv --chart runs --value minutes --date month',
]
