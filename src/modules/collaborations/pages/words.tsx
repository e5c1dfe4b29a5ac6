import type { ReactElement } from 'react'
import { isRole, roleInText } from '#kernel/roles.js'
import { asDate, Tag, type Tone } from '#ui/index.js'
import type { PartyState } from '../model.js'
import type { ClinicalShare, JudgedTest } from '../rules.js'

/** How a test reads and looks; the word says the state, never the colour alone. */
const TEST_TAGS: Readonly<Record<JudgedTest['state'], { word: string; tone: Tone }>> = {
  pass: { word: 'Pass', tone: 'green' },
  fail: { word: 'Fail', tone: 'red' },
  'not-answered': { word: 'Not answered', tone: 'outline' },
}

/** A test's state as a tag. */
export const TestTag = ({ state }: Pick<JudgedTest, 'state'>): ReactElement => (
  <Tag tone={TEST_TAGS[state].tone}>{TEST_TAGS[state].word}</Tag>
)

/** Where a party stands. */
export const PARTY_TAGS: Readonly<Record<PartyState, { word: string; tone: Tone }>> = {
  invited: { word: 'Asked', tone: 'blue' },
  agreed: { word: 'Party', tone: 'green' },
  declined: { word: 'Declined', tone: 'neutral' },
  left: { word: 'Left', tone: 'neutral' },
}

/** Whether a use is clinical, in words; not answered is said. */
export const clinicalWords = (clinical: boolean | null): string => {
  if (clinical === null) return 'Not answered'
  return clinical ? 'Clinical' : 'Non-clinical'
}

/** Who said so, in which role and when; empty where nobody has. */
export const saidWords = ({ said }: JudgedTest): string => {
  if (!said) return ''
  const role = isRole(said.saidByRole) ? `, ${roleInText(said.saidByRole)}` : ''
  return `${said.saidByName}${role}, ${asDate(said.saidAt)}`
}

/** The share of clinical uses as one sentence with its denominator. */
export const shareWords = ({ clinical, nonClinical, notAnswered }: ClinicalShare): string => {
  const answered = clinical + nonClinical
  const rest = notAnswered === 0 ? '' : ` ${notAnswered} not answered, and not counted.`
  if (answered === 0) return `No use is answered yet.${rest}`
  return `${clinical} of ${answered} uses ${clinical === 1 ? 'is' : 'are'} clinical.${rest}`
}

/** The four answers in the words of the forms. */
export const ANSWER_CHOICES = {
  C1: [
    { value: 'non-clinical', label: 'No, it is non-clinical' },
    { value: 'clinical', label: 'Yes, and the reason why a clinical use is needed is below' },
  ],
  C3: [
    { value: 'none', label: 'No personal data' },
    { value: 'synthetic', label: 'Synthetic data' },
    { value: 'anonymised-aggregate', label: 'Anonymised, aggregated data' },
    {
      value: 'personal',
      label: 'Information about identifiable people',
      hint: 'Pseudonymous rows are this. The charter does not allow it.',
    },
  ],
  C4: [
    { value: 'not-medical', label: 'No, for the reason below' },
    { value: 'medical', label: 'Yes', hint: 'The charter does not allow it.' },
  ],
} as const
