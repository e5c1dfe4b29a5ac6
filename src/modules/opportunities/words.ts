import type { Tone } from '#ui/index.js'
import type { OpportunityState } from './model.js'

/** How the screen says where an opportunity stands. */
export const STATE_WORDS: Readonly<Record<OpportunityState, { word: string; tone: Tone }>> = {
  open: { word: 'Open', tone: 'blue' },
  parked: { word: 'Parked', tone: 'yellow' },
  stopped: { word: 'Stopped', tone: 'neutral' },
  joined: { word: 'Joined another', tone: 'neutral' },
  'became-deployment': { word: 'Became a deployment', tone: 'green' },
}

/** Whether it could affect care, in words; null stands for not answered. */
export const CLINICAL_WORDS = {
  'not-answered': null,
  no: 'It cannot affect the care of a patient',
  yes: 'It could affect the care of a patient',
} as const
