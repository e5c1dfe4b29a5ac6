import { z } from 'zod'
import { FIGURE_KINDS } from '../figure-kinds.js'

/** Classes of tools that a measure suits; `all` suits any. */
export const TOOL_CLASSES = [
  'all',
  'imaging',
  'triage',
  'prediction',
  'scribe',
  'assistant',
  'admin',
] as const
export type ToolClass = (typeof TOOL_CLASSES)[number]

/** Is it running, is the tool itself stable, how do people act on it (RCR, March 2026). */
export const ASPECTS = ['process', 'product', 'people'] as const
export type Aspect = (typeof ASPECTS)[number]

const line = (most: number) => z.string().trim().min(3).max(most)

const measure = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_-]{1,39}$/),
  name: line(60),
  classes: z.array(z.enum(TOOL_CLASSES)).min(1),
  aspect: z.enum(ASPECTS),
  kind: z.enum(FIGURE_KINDS),
  /** Only for times between rare events and cases between them, in place of the kind's own chart. */
  chart: z.enum(['t', 'g']).optional(),
  numerator: line(160),
  denominator: line(160),
  unit: line(40),
  direction: z.enum(['increase', 'decrease', 'neutral']),
  every: z.enum(['day', 'week', 'month']),
  rule: z.enum(['special-cause', 'interval-beyond-pass-mark']),
  onSignal: line(200),
  /** Ids under which a published taxonomy lists it. */
  refs: z.array(z.string().regex(/^[A-Z]{2}\.[A-Z]{2,3}-\d{1,2}[a-z]?$/)).default([]),
})

/** One file of the catalogue: where its measures come from, how sure that is, and the measures. */
export const catalogueFile = z.strictObject({
  asOf: z.iso.date(),
  source: z.strictObject({
    name: line(200),
    address: z.string(),
    sure: z.enum(['verified', 'secondary', 'to-be-confirmed']),
  }),
  /** True where Wardround computes the measures from a prediction log. */
  fromLog: z.boolean().default(false),
  measures: z.array(measure).min(1),
})

export type CatalogueFile = z.output<typeof catalogueFile>

/** A measure of the catalogue with where it comes from. */
export interface CatalogueMeasure extends z.output<typeof measure> {
  readonly fromLog: boolean
  readonly source: CatalogueFile['source']
  readonly asOf: string
}
