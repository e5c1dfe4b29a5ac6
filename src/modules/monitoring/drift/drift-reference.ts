import type { ScoredWindow } from './score-store.js'

/** Why some periods are what others are held against. */
export type ReferenceKind = 'chosen' | 'gate' | 'earliest'

/** A period of one version. */
type Versioned = Pick<ScoredWindow, 'from' | 'to' | 'versionName'>

/** The periods that later ones are held against. */
export interface DriftReference<Period extends Versioned = ScoredWindow> {
  kind: ReferenceKind
  windows: readonly Period[]
}

/** How many of the oldest periods stand in where none came before a gate. */
const EARLIEST = 4

/**
 * The reference among windows in order of time: the periods somebody chose; else those of the version
 * that passed the last gate, up to the day it did; else the earliest. One version alone: of those
 * chosen or earliest, the version of the first.
 */
export const driftReference = <Period extends Versioned>(
  windows: readonly Period[],
  chosen: { from: string; to: string },
  gate: { day: string | null; version: string | null },
): DriftReference<Period> => {
  if (chosen.from !== '' || chosen.to !== '') {
    const within = windows.filter(
      ({ from, to }) => from >= chosen.from && (chosen.to === '' || to <= chosen.to),
    )
    return { kind: 'chosen', windows: ofOneVersion(within) }
  }
  const passed = windows.filter(
    ({ to, versionName }) => gate.day !== null && to <= gate.day && versionName === gate.version,
  )
  if (passed.length > 0) return { kind: 'gate', windows: passed }
  return { kind: 'earliest', windows: ofOneVersion(windows).slice(0, EARLIEST) }
}

const ofOneVersion = <Period extends Versioned>(windows: readonly Period[]): Period[] =>
  windows.filter(({ versionName }) => versionName === windows[0]?.versionName)
