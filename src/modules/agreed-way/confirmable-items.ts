import { createHash } from 'node:crypto'
import {
  gateWithoutLayer,
  requirementWithoutLayer,
  type Framework,
  type Gate,
  type Requirement,
  type Source,
  type SourceMark,
} from '#modules/framework/index.js'

/** A statement of the agreed way that nobody has read at its source yet. */
export interface ConfirmableItem {
  /** Stands in addresses and in the record: `R04.general-practice`, `gate.pilot`, `areas`. */
  readonly key: string
  readonly kind: 'requirement' | 'gate' | 'areas'
  /** What it is part of, and where that is shown. */
  readonly name: string
  readonly href: string
  /** What is to be confirmed, in a sentence. */
  readonly statement: string
  readonly source: Source | null
  readonly mark: SourceMark
  /** SHA-256 of the text that is confirmed; another text is not confirmed. */
  readonly digest: string
}

/** Every statement of a framework that is not marked as read at its source, requirements first. Pure. */
export const confirmableItems = (framework: Framework): ConfirmableItem[] =>
  [
    ...framework.requirements.flatMap((one) =>
      one.sources.map((source) => itemOfSource(one, source)),
    ),
    ...framework.gates.map(itemOfGate),
    itemOfAreas(framework),
  ].filter((one) => one.mark !== 'verified')

/** The key of one source of a requirement. */
export const keyOfSource = (requirement: Pick<Requirement, 'id'>, source: Source): string =>
  `${requirement.id}.${slug(source.name)}`

/** The key of a gate's design. */
export const keyOfGate = (gate: Pick<Gate, 'id'>): string => `gate.${gate.id}`

/** The key of the five areas. */
export const AREAS_KEY = 'areas'

const itemOfSource = (requirement: Requirement, source: Source): ConfirmableItem => ({
  key: keyOfSource(requirement, source),
  kind: 'requirement',
  name: `${requirement.id}, ${requirement.name}`,
  href: `/framework/${requirement.id}`,
  statement: `${source.name}${source.supports === null ? '' : `, for ${source.supports}`}`,
  source,
  mark: source.mark,
  digest: digestOf([...textOf(requirementWithoutLayer(requirement)), textOfSource(source)]),
})

const itemOfGate = (gate: Gate): ConfirmableItem => ({
  key: keyOfGate(gate),
  kind: 'gate',
  name: `Gate: ${gate.name}`,
  href: '/framework#gates',
  statement: `What this gate asks (${gate.asks.length} questions), who decides it and with which outcomes`,
  source: null,
  mark: gate.mark,
  digest: digestOf([
    gate.id,
    gate.name,
    gate.from,
    gate.to,
    gate.asks,
    gateWithoutLayer(gate).checks,
    gateWithoutLayer(gate).signOff,
    gate.decidedBy,
    gate.decisions,
    gate.reasons,
    gate.checklist,
  ]),
})

const itemOfAreas = ({ areas, areasSource }: Framework): ConfirmableItem => ({
  key: AREAS_KEY,
  kind: 'areas',
  name: 'The five areas of the London framework',
  href: '/framework#areas',
  statement: `${areas.map((area) => area.name).join('; ')}: ${areasSource.name}`,
  source: areasSource,
  mark: areasSource.mark,
  digest: digestOf([areas, textOfSource(areasSource)]),
})

// Named one by one, so that a key which a later release adds to every requirement changes no digest; what a
// layer adds stands beside the national text and leaves its confirmation as it is.
const textOf = (one: Requirement): unknown[] => [
  one.id,
  one.name,
  one.question,
  one.why,
  one.goodEvidence,
  one.scope,
  one.applies,
  one.mayExcept,
  one.gates,
  one.renewal,
  one.fields.map((field) => [field.id, field.label, field.required, field.help]),
]

const textOfSource = ({ name, supports, address, date }: Source): unknown[] => [
  name,
  supports,
  address,
  date,
]

const digestOf = (text: unknown): string =>
  createHash('sha256').update(JSON.stringify(text)).digest('hex')

const slug = (words: string): string =>
  words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80)
