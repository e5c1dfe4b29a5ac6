import type { Tone } from '#ui/index.js'
import type { StandingInState } from '../rules.js'

/** How each state of somebody who stands in looks. */
export const STANDING_IN_TONES: Readonly<Record<StandingInState, Tone>> = {
  'To confirm': 'yellow',
  'To come': 'blue',
  Holds: 'green',
  Over: 'neutral',
  Ended: 'neutral',
}
