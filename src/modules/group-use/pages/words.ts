import type { Tone } from '#ui/index.js'
import type { MemberState } from '../rules.js'

/** How each state of a member reads and looks; only a confirmed one may be live. */
export const MEMBER_STATES: Readonly<Record<MemberState, { word: string; tone: Tone }>> = {
  'not-confirmed': { word: 'Not confirmed, not live', tone: 'outline' },
  'to-confirm-again': { word: 'To confirm again', tone: 'orange' },
  'second-to-sign': { word: 'Second signature needed', tone: 'yellow' },
  confirmed: { word: 'Confirmed', tone: 'green' },
}
