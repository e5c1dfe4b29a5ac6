import { groupsText } from '#telemetry/event-content.js'
import { labelChecks } from './check-labels.js'
import { readLine, UNREADABLE } from './read-batch.js'
import { Refused, unlessRefused } from './refused-event.js'

/** What a label among bytes is kept as, in UTF-8; null where it is refused. */
export type FindLabel = (bytes: Buffer, from: number, to: number) => Uint8Array | null

/** Finds the labels of a batch, each distinct text checked and written once. */
export interface KnownLabels {
  /** Of the texts between the quotes. */
  version: FindLabel
  site: FindLabel
  /** Of an object of names and texts, braces included. */
  groups: FindLabel
  noGroups: Uint8Array
}

/** Labels checked against the versions that ran, in lower case. */
export const knownLabels = (versions: ReadonlySet<string>): KnownLabels => {
  const checks = labelChecks(versions)
  return {
    version: found((text) => checks.version(text) ?? ''),
    site: found((text) => checks.site(text) ?? ''),
    groups: found((text) => groupsText(checks.groups(parsed(text)))),
    noGroups: Buffer.from(groupsText(undefined)),
  }
}

const parsed = (text: string): unknown => {
  const value = readLine(text)
  if (value === UNREADABLE) throw new Refused('unreadable', 'This is not JSON.')
  return value
}

interface Known {
  raw: Uint8Array
  kept: Uint8Array | null
}

const SLOTS = 256

/** Each label is found by its bytes; what stands where another did is looked up by its text. */
const found = (check: (text: string) => string): FindLabel => {
  const known = new Map<string, Known>()
  const slots: (Known | undefined)[] = Array.from({ length: SLOTS }, () => undefined)
  return (bytes, from, to) => {
    const slot = slotOf(bytes, from, to)
    const last = slots[slot]
    if (last && isSame(last.raw, bytes, from, to)) return last.kept
    const key = bytes.toString('latin1', from, to)
    const next = known.get(key) ?? {
      raw: bytes.subarray(from, to),
      kept: unlessRefused(() => Buffer.from(check(bytes.toString('utf8', from, to)))),
    }
    known.set(key, next)
    slots[slot] = next
    return next.kept
  }
}

const slotOf = (bytes: Uint8Array, from: number, to: number): number => {
  let hash = to - from
  for (let place = from; place < to; place += 1) hash = (hash * 31 + (bytes[place] ?? 0)) | 0
  return hash & (SLOTS - 1)
}

const isSame = (raw: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean => {
  if (raw.length !== to - from) return false
  for (let place = 0; place < raw.length; place += 1) {
    if (raw[place] !== bytes[from + place]) return false
  }
  return true
}
