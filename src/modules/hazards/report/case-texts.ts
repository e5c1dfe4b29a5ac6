import { z } from 'zod'
import { freeText } from '#kernel/identifiable-data.js'

/** What a person writes of a clinical safety case; the rest is assembled from the log. */
export const CASE_TEXTS = {
  scope: {
    label: 'System and scope',
    hint: 'What it is, where it is used, and what is outside this report.',
  },
  intendedUse: { label: 'Intended use', hint: 'Who uses it for whom, and what it is not for.' },
  management: {
    label: 'Clinical risk management: system and people',
    hint: 'How clinical risk is managed here, and who does what.',
  },
  method: {
    label: 'How hazards were looked for',
    hint: 'Workshops, walk-throughs, other logs, incidents; who took part and when.',
  },
  noHazards: {
    label: 'Why no hazard counts',
    hint: 'The log holds no hazard that is open or transferred. Say who looked, how, and why there is none.',
  },
  tests: {
    label: 'Test evidence',
    hint: 'What was tested, with what result, and where it can be read.',
  },
  incidents: {
    label: 'Incidents so far',
    hint: 'What happened since the last report, and what came of it.',
  },
  conclusion: {
    label: 'Conclusion',
    hint: 'What the clinical safety officer concludes, in their own words.',
  },
} as const
export type CaseText = keyof typeof CASE_TEXTS

/** The names of the texts that are asked of a log with so many hazards that count, in the order of the report. */
export const caseTextsFor = (counting: number): CaseText[] =>
  (Object.keys(CASE_TEXTS) as CaseText[]).filter((name) => name !== 'noHazards' || counting === 0)

const words = (name: CaseText) =>
  freeText(CASE_TEXTS[name].label.toLowerCase(), 8000, 0).default('')

/** The texts as given; what is left out is not answered. Why there is no hazard is kept, where it is not asked. */
export const caseTextsInput = z.object({
  scope: words('scope'),
  intendedUse: words('intendedUse'),
  management: words('management'),
  method: words('method'),
  noHazards: words('noHazards').removeDefault().optional(),
  tests: words('tests'),
  incidents: words('incidents'),
  conclusion: words('conclusion'),
})
