import { REASONS } from '#statistics/figure.js'
import { z } from 'zod'
import { inWords } from '#kernel/problem-words.js'
import { cellProblems } from './cell-problems.js'
import {
  CELL_EXCLUSIONS,
  FEWEST_ROWS,
  ROW_EXCLUSIONS,
  type SealedSummary,
  SUMMARY_FORMAT,
  SUMMARY_VERSION,
} from './summary-format.js'
import { summaryProblems } from './summary-problems.js'

const MOST_ROWS = 1_000_000_000

const count = z
  .int('A count must be a whole number.')
  .min(0, 'A count cannot be below 0.')
  .max(MOST_ROWS, 'A count is too large.')
const number = z.number('A figure must be a number.')
const label = z
  .string()
  .min(1, 'A label cannot be empty.')
  .max(120, 'A label may have up to 120 characters.')
const date = z.iso.date('Write a date as 2026-01-31.')
const reason = z.enum(REASONS, 'A reason is not known here.')

const figure = z.strictObject({
  value: number.nullable(),
  low: number.nullable(),
  high: number.nullable(),
  se: number.min(0).exactOptional(),
  numerator: count.exactOptional(),
  denominator: count.exactOptional(),
  expected: number.min(0).exactOptional(),
  n: count,
  events: count.nullable(),
  non_events: count.nullable(),
  method: z
    .string()
    .regex(/^[a-z0-9-]{1,60}\/\d{1,3}$/, 'A method is a name and a version, such as brier/1.'),
  reason: reason.exactOptional(),
  interval_reason: reason.exactOptional(),
})

const confusion = {
  tp: count,
  fp: count,
  tn: count,
  fn: count,
  figures: z.strictObject({
    sensitivity: figure,
    specificity: figure,
    ppv: figure,
    npv: figure,
    flag_rate: figure,
  }),
}

const threshold = { name: label, value: number }

const bin = z
  .strictObject({
    low: number.nullable(),
    high: number.nullable(),
    events: count,
    non_events: count,
  })
  .refine(
    ({ events, non_events }) => events + non_events >= FEWEST_ROWS,
    `A histogram bin holds fewer than ${FEWEST_ROWS} rows.`,
  )

const awaitedBin = z.strictObject({
  low: number.nullable(),
  high: number.nullable(),
  rows: count.min(FEWEST_ROWS, `A bin holds fewer than ${FEWEST_ROWS} rows.`),
})

const exclusions = <Name extends string>(names: readonly [Name, ...Name[]]) =>
  z.partialRecord(z.enum(names, 'A reason for leaving rows out is not known.'), count)

const cell = z
  .strictObject({
    window: z
      .strictObject({ from: date, to: date })
      .refine(({ from, to }) => from < to, 'A window must end after it begins.'),
    version: label.nullable(),
    site: label.nullable(),
    group: z.strictObject({ by: label, value: label }).nullable(),
    rows: count,
    used: count,
    excluded: exclusions(CELL_EXCLUSIONS),
    withheld: z.enum(['no_used_rows', 'fewer_than_10_rows']).nullable(),
    events: count.nullable(),
    non_events: count.nullable(),
    figures: z
      .strictObject({
        auroc: figure,
        auprc_ap: figure,
        brier: figure,
        oe: figure,
        citl: figure,
        cal_intercept: figure,
        cal_slope: figure,
        ece_width10: figure,
      })
      .nullable(),
    thresholds: z.array(z.strictObject({ ...threshold, ...confusion })).max(10),
    decision: z.strictObject(confusion).nullable(),
    certain_scores: z.strictObject({ n: count, contradicted: count }).nullable(),
    histogram: z
      .strictObject({
        bins: z.array(bin).min(1).max(5000),
        auroc: number.nullable(),
        auroc_error: number.nullable(),
      })
      .nullable(),
    errors: z
      .strictObject({
        n: count,
        sum: number,
        sum_squares: number.min(0),
        sum_absolute: number.min(0),
        figures: z.strictObject({ bias: figure, mae: figure, rmse: figure }),
      })
      .nullable()
      .exactOptional(),
    awaited: z.array(awaitedBin).min(1).max(5000).exactOptional(),
    numeric: z
      .strictObject({ n: count, sum: number, sum_squares: number.min(0), mean: figure })
      .nullable(),
    categories: z
      .array(z.strictObject({ category: label, count }))
      .max(50)
      .nullable(),
  })
  .superRefine((value, context) => {
    for (const message of cellProblems(value)) context.addIssue({ code: 'custom', message })
  })

/** A summary as the hub takes it in: strict, bounded, and its counts agree with one another. */
export const summarySchema = z
  .strictObject({
    format: z.literal(SUMMARY_FORMAT, 'This file is not a Wardround summary.'),
    version: z.literal(
      SUMMARY_VERSION,
      'This summary was made by a version that is not known here.',
    ),
    generator: z.strictObject({ name: label, version: label }),
    profile: z.literal('own'),
    measure: z.enum(['prediction', 'forecast', 'numeric', 'categorical', 'assistive']),
    named: label.exactOptional(),
    scale: z.enum(['probability', 'score']),
    thresholds: z.array(z.strictObject(threshold)).max(10),
    dated: z.strictObject({ by_sender: z.boolean(), note: z.string().max(300) }),
    rows: count,
    used: count,
    excluded: exclusions(ROW_EXCLUSIONS),
    dropped_groups: z.strictObject({ groups: count, rows: count }),
    cells: z.array(cell).max(50_000, 'A summary may have up to 50,000 parts.'),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'A digest is 64 hexadecimal digits.')
      .nullable(),
  })
  .superRefine((value, context) => {
    for (const message of summaryProblems(value)) context.addIssue({ code: 'custom', message })
  })

/** Parses what somebody sent; problems come back as sentences with their place in the file. */
export function parseSummary(
  input: unknown,
): { readonly summary: SealedSummary } | { readonly problems: readonly string[] } {
  const result = summarySchema.safeParse(input, { error: inWords })
  if (result.success) return { summary: result.data }
  const problems = result.error.issues.slice(0, 20).map(({ path, message }) => {
    const place = path.map(String).join('.')
    return message.includes(place) ? message : `${message} (${place})`
  })
  return { problems }
}
