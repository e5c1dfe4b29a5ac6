import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { parseYaml } from '#kernel/parse-yaml.js'

/** A level from 1 to 5: of likelihood, severity or risk. */
export type Level = 1 | 2 | 3 | 4 | 5

/** What a residual risk asks for before a tool goes on; the least strict first. */
export const NEEDS = [
  'record',
  'safety-officer',
  'two-acceptances',
  'no-go-live',
  'no-gate',
] as const
export type Need = (typeof NEEDS)[number]

/** Risks by likelihood (row, lowest first) and severity (column, lowest first). */
export type RiskMatrix = readonly (readonly Level[])[]

const level = z.int().min(1).max(5) as unknown as z.ZodType<Level>
const source = z.object({
  name: z.string(),
  address: z.string(),
  sure: z.enum(['verified', 'secondary', 'to-be-confirmed']),
  note: z.string().optional(),
})

const matrixFile = z.object({
  version: z.string(),
  source,
  matrix: z.array(z.array(level).length(5)).length(5),
  likelihoods: z.array(z.object({ level, name: z.string(), meaning: z.string() })).length(5),
  severities: z.array(z.object({ level, name: z.string() })).length(5),
  risks: z.array(z.object({ level, meaning: z.string(), needs: z.enum(NEEDS) })).length(5),
})
const harmFile = z.object({
  source,
  kinds: z.array(z.object({ id: z.string(), name: z.string(), one: level, many: level })),
})
const starterFile = z.object({
  source,
  hazards: z.array(z.object({ id: z.string(), name: z.string(), ask: z.string() })),
})

const read = <Shape>(file: string, shape: z.ZodType<Shape>): Shape => {
  const path = new URL(`../../../reference-data/clinical-safety/${file}`, import.meta.url)
  return shape.parse(parseYaml(readFileSync(path, 'utf8')))
}

/** The published matrix, its words and what each risk asks for; sources in the file. */
export const PUBLISHED = read('risk-matrix.yaml', matrixFile)

/** Kinds of harm, and the severity each comes to for one person and for more. */
export const HARMS = read('harm.yaml', harmFile).kinds

/** Hazards to begin from for a tool that uses AI. */
export const STARTERS = read('starter-hazards.yaml', starterFile).hazards

/** The name of a kind of hazard. */
export const kindName = (kind: string): string =>
  STARTERS.find((one) => one.id === kind)?.name ?? 'Something else'

/** The name of a level of likelihood. */
export const likelihoodName = (of: Level): string => PUBLISHED.likelihoods[of - 1]?.name ?? ''

/** The name of a level of severity. */
export const severityName = (of: Level): string => PUBLISHED.severities[of - 1]?.name ?? ''
