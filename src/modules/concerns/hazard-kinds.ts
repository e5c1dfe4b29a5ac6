/**
 * The kinds a concern can have: the starter hazards for AI of field.md 8.4 (our titles, marked [D]
 * there), and another.
 */
export const HAZARD_KINDS = [
  'missed-finding',
  'false-alert',
  'alert-fatigue',
  'automation-bias',
  'wrong-patient',
  'wrong-encounter',
  'made-up-content',
  'left-out-negation-or-dose',
  'silent-model-change',
  'drift',
  'worse-for-a-group',
  'outside-intended-purpose',
  'down-time-unnoticed',
  'queue-order',
  'result-awaited',
  'malicious-input',
  'data-sent-wrong',
  'de-skilling',
  'other',
] as const

/** A kind of concern. */
export type HazardKind = (typeof HAZARD_KINDS)[number]

/** The kinds as the screen says them. */
export const HAZARD_KIND_NAMES: Readonly<Record<HazardKind, string>> = {
  'missed-finding': 'Missed finding',
  'false-alert': 'False alert that led to needless action',
  'alert-fatigue': 'Too many alerts to heed',
  'automation-bias': 'People trusted it too much',
  'wrong-patient': 'Output for the wrong patient',
  'wrong-encounter': 'Output attached to the wrong encounter',
  'made-up-content': 'Made-up content in a note or letter',
  'left-out-negation-or-dose': 'A “not” or a dose was left out',
  'silent-model-change': 'The model changed without notice',
  drift: 'It does worse after equipment, protocol or patients changed',
  'worse-for-a-group': 'It does worse for a group of people',
  'outside-intended-purpose': 'Used outside its intended purpose',
  'down-time-unnoticed': 'It was down and nobody noticed',
  'queue-order': 'The order of a queue harmed people ranked low',
  'result-awaited': 'A result was late because people waited for the tool',
  'malicious-input': 'Prompt injection or malicious input',
  'data-sent-wrong': 'Data went to the wrong place',
  'de-skilling': 'Staff lost a skill',
  other: 'Something else',
}
