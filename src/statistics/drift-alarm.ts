/** What must both hold before a shift is worth somebody's time. */
export interface DriftEvidence {
  /** How large the shift is, such as an index or a distance. */
  readonly effect: number | null
  /** From which size on a shift matters; fixed before the figures are seen. */
  readonly matters: number
  /** What chance alone reaches in 1 of 20 windows, or the p value of a test of no shift. */
  readonly chance: { readonly reaches: number } | { readonly p: number; readonly level: number }
}

/** `large-only` may well be chance, `chance-excluded-only` is real and too small to matter. */
export type DriftVerdict =
  | 'too-few-to-say'
  | 'no-shift'
  | 'large-only'
  | 'chance-excluded-only'
  | 'shift'

/**
 * Judges a shift by its size and by chance: a fixed bound alone alarms at every small window, a test
 * alone at every large one. Source: Yurdakul & Naranjo 2020.
 */
export function judgeDrift({ effect, matters, chance }: DriftEvidence): DriftVerdict {
  if (effect === null) return 'too-few-to-say'
  const large = effect >= matters
  const excluded = 'p' in chance ? chance.p < chance.level : effect > chance.reaches
  if (large && excluded) return 'shift'
  if (large) return 'large-only'
  return excluded ? 'chance-excluded-only' : 'no-shift'
}
