import { MOST_MEASURES } from '../../plan/plan-rules.js'

/** The measures that were chosen, as an address carries them: ids with commas between. */
export const chosenIn = (text: string | undefined): string[] =>
  [...new Set((text ?? '').split(','))].filter(Boolean).slice(0, MOST_MEASURES)
