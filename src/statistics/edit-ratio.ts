import { type Figure, figureOf, noFigure } from './figure.js'

export const EDIT_RATIO_METHOD = 'edit-ratio-of-sums/1'

/**
 * How much of generated text was changed: characters (or words) inserted, deleted or replaced over
 * characters generated, as a ratio of sums, which may pass 1. No interval: edits inside one
 * document depend on each other. Null when nothing was generated.
 */
export function editRatio(edited: number, generated: number): Figure {
  if (generated === 0) return noFigure(EDIT_RATIO_METHOD, 'empty_denominator')
  return figureOf(EDIT_RATIO_METHOD, edited / generated)
}
