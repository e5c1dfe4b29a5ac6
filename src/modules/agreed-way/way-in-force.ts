import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import {
  agreedWay,
  applyLayer,
  blocksLost,
  digestOfVersion,
  layerOfText,
  versionOfContent,
  type Framework,
  type Layer,
} from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { Proposal } from './model.js'

/** A national version with the layer of a system over it, if there is one. */
export interface Way {
  readonly national: Framework
  readonly layer: Layer | null
  /** The layer as its author wrote it; empty where there is none. */
  readonly layerText: string
}

/** What an organisation is assessed against, and since when. */
export interface WayInForce extends Way {
  readonly framework: Framework
  /** Null where the organisation belongs to no system. */
  readonly system: { readonly id: string; readonly name: string } | null
  /** The adopted change that put it in force; null where none was adopted. */
  readonly proposalId: string | null
  readonly since: CalendarDate
}

interface Row {
  system_id: string
  system_name: string
  proposal_id: string | null
  number: number | null
  digest: string | null
  since: CalendarDate | null
  national_content: unknown
  layer: string | null
}

/** Ways by their digest: what a digest stands for never changes, so that it is read and checked once. */
const MOST_KEPT = 16
const kept = new Map<string, Way>()

/** SHA-256 of a way: of the version where there is no layer, otherwise of both. */
export const digestOfWay = (national: Framework, layerText: string): string => {
  const version = digestOfVersion(national)
  return layerText === ''
    ? version
    : createHash('sha256').update(`${version}\n${layerText}`).digest('hex')
}

/** The national version with its layer, numbered by the change that put it in force. */
export const frameworkOf = ({ national, layer }: Way, number: number | null): Framework => {
  if (!layer) return national
  const layered = applyLayer(national, layer)
  return number === null ? layered : { ...layered, version: `${layered.version}.${number}` }
}

/** What nobody may except and a proposed version asks less of; a layer cannot take any of it away. */
export const blocksLostBy = ({ kind }: Pick<Proposal, 'kind'>, { national }: Way): string[] =>
  kind === 'national' ? blocksLost(national) : []

// A version never changes and every case of its facts is looked at, so that it is asked once.
const lostBy = new WeakMap<Framework, readonly string[]>()

/**
 * What nobody may except and the version in force asks less of, as sentences: it was adopted before such a
 * version was refused, or a later release asks for more.
 */
export const blocksLostInForce = ({ national }: Pick<Way, 'national'>): readonly string[] => {
  const lost = lostBy.get(national) ?? blocksLost(national)
  lostBy.set(national, lost)
  return lost
}

/** What an organisation is assessed against today: one query, with content only where it is not known here. */
export const wayInForce = async (
  db: ReadDb,
  organisationId: string | null,
): Promise<WayInForce> => {
  if (organisationId === null) return withoutSystem()
  keepInstalled()
  const known = new Map(kept)
  const { rows } = await sql<Row>`select ${planOnce} * from way_in_force(${organisationId}, ${[
    ...known.keys(),
  ]})`.execute(db)
  const [row] = rows
  const way = row?.digest ? wayOfRow(row, row.digest, known) : installedWay()
  return {
    ...way,
    framework: frameworkOf(way, row?.number ?? null),
    system: row ? { id: row.system_id, name: row.system_name } : null,
    proposalId: row?.proposal_id ?? null,
    since: row?.since ?? way.national.effectiveFrom,
  }
}

const withoutSystem = (): WayInForce => {
  const way = installedWay()
  return {
    ...way,
    framework: way.national,
    system: null,
    proposalId: null,
    since: way.national.effectiveFrom,
  }
}

const installedWay = (): Way => ({ national: agreedWay(), layer: null, layerText: '' })

const keepInstalled = (): void => {
  if (kept.size === 0) kept.set(digestOfVersion(agreedWay()), installedWay())
}

const wayOfRow = (
  { national_content, layer }: Row,
  digest: string,
  known: ReadonlyMap<string, Way>,
): Way => {
  const there = known.get(digest)
  if (there) return there
  const version = versionOfContent(national_content)
  const layerText = layer ?? ''
  const way: Way = {
    national: version,
    layer: layerText === '' ? null : layerOfText(layerText),
    layerText,
  }
  const [, second] = kept.keys()
  if (kept.size >= MOST_KEPT && second) kept.delete(second)
  kept.set(digest, way)
  return way
}
