import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseYaml } from '#kernel/parse-yaml.js'
import type { CalendarDate } from '#kernel/time.js'
import type { KnownOrganisation, OdsKind, Succession } from './ods/index.js'

/** Where facts come from, and the day they were so. */
export interface PackSource {
  readonly asOf: CalendarDate
  readonly source: string
  readonly address: string
  readonly licence: string
}

/** The facts Wardround starts with: integrated care boards, what followed them, trusts of London. */
export interface ReferencePack {
  /** By part: each file has its own day. */
  readonly sources: {
    readonly boards: PackSource
    readonly successions: PackSource
    readonly trusts: PackSource
  }
  readonly regions: readonly { readonly code: string; readonly name: string }[]
  readonly boards: readonly PackOrganisation[]
  readonly trusts: readonly PackOrganisation[]
  readonly successions: readonly Succession[]
}

/** An organisation of the pack; it always has a code. */
export type PackOrganisation = KnownOrganisation & { readonly code: string }

/** The pack's files do not fit together; `problems` are sentences for their author. */
export class ReferencePackFault extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

const code = z.string().regex(/^[A-Z0-9]{3,6}$/, 'must be a code of capitals and figures')
const day = z.iso.date('must be a date written 2026-04-01')
const name = z.string().regex(/\p{Ll}/u, 'must be in readable case')
const source = {
  asOf: day,
  source: z.string().min(1),
  address: z.url(),
  licence: z.string().min(1),
}
const dates = { opened: day, closed: day.nullable() }

const boardsFile = z.strictObject({
  ...source,
  regions: z.array(z.strictObject({ code, name })),
  boards: z.array(z.strictObject({ code, name, region: code, ...dates })),
})
const trustsFile = z.strictObject({
  ...source,
  trusts: z.array(z.strictObject({ code, name, icb: code, ...dates })),
})
const successionFile = z.strictObject({
  ...source,
  successions: z.array(
    z.strictObject({
      predecessor: code,
      successor: code,
      kind: z.enum(['merger', 'split', 'acquisition']),
      effective: day,
    }),
  ),
})

const LONDON_REGION = 'Y56'

/**
 * Reads and checks the reference pack from a directory laid out like `reference-data/organisations/`.
 * Throws ReferencePackFault with a sentence for every problem.
 */
export const loadReferencePack = (directory: string): ReferencePack => {
  const boards = readPart(directory, 'integrated-care-boards.yaml', boardsFile)
  const trusts = readPart(directory, 'london-trusts.yaml', trustsFile)
  const succession = readPart(directory, 'succession.yaml', successionFile)
  const pack: ReferencePack = {
    sources: {
      boards: sourceOf(boards),
      successions: sourceOf(succession),
      trusts: sourceOf(trusts),
    },
    regions: boards.regions,
    boards: boards.boards.map((one) => organisation('icb', { ...one, icb: null })),
    trusts: trusts.trusts.map((one) => organisation('trust', { ...one, region: LONDON_REGION })),
    successions: succession.successions,
  }
  const problems = problemsOf(pack)
  if (problems.length > 0) throw new ReferencePackFault(problems)
  return pack
}

const readPart = <T>(directory: string, file: string, schema: z.ZodType<T>): T => {
  let content: unknown
  try {
    content = parseYaml(readFileSync(join(directory, file), 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown'
    throw new ReferencePackFault([`${file}: it cannot be read (${reason}).`])
  }
  const result = schema.safeParse(content)
  if (result.success) return result.data
  throw new ReferencePackFault(
    result.error.issues.map((issue) => `${file}: ${issue.path.join('.')} ${issue.message}.`),
  )
}

const sourceOf = ({ asOf, source, address, licence }: PackSource): PackSource => ({
  asOf,
  source,
  address,
  licence,
})

const organisation = (
  kind: OdsKind,
  facts: {
    code: string
    name: string
    region: string
    icb: string | null
    opened: CalendarDate
    closed: CalendarDate | null
  },
): PackOrganisation => ({
  kind,
  code: facts.code,
  name: facts.name,
  regionCode: facts.region,
  icbCode: facts.icb,
  subIcbCode: null,
  address: null,
  postcode: null,
  opened: facts.opened,
  closed: facts.closed,
  source: 'reference-pack',
})

const problemsOf = ({ boards, trusts, regions, successions }: ReferencePack): string[] => {
  const boardCodes = new Set(boards.map((one) => one.code))
  const regionCodes = new Set<string | null>(regions.map((one) => one.code))
  const all = [...boards, ...trusts]
  const codes = all.map((one) => one.code)
  const succeeded = new Set(successions.map((one) => one.predecessor))
  return [
    ...codes
      .filter((one, index) => codes.indexOf(one) !== index)
      .map((one) => `The code ${one} stands there twice.`),
    ...all
      .filter(({ opened, closed }) => opened !== null && closed !== null && closed < opened)
      .map((one) => `${one.code} closed before it opened.`),
    ...all
      .filter((one) => !regionCodes.has(one.regionCode))
      .map((one) => `${one.code} is in a region that is not listed.`),
    ...trusts
      .filter((one) => one.icbCode === null || !boardCodes.has(one.icbCode))
      .map((one) => `${one.code} names a board that is not listed.`),
    ...boards
      .filter((one) => one.closed !== null && !succeeded.has(one.code))
      .map((one) => `${one.code} is closed and nothing says what followed it.`),
    ...successions
      .flatMap((one) => [one.predecessor, one.successor])
      .filter((one) => !boardCodes.has(one))
      .map((one) => `The succession names ${one}, which is not listed.`),
  ]
}
