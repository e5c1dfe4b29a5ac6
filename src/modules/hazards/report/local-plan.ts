import { asDate } from '#ui/index.js'
import type { Report } from '#ui/report/report.js'
import type { CaseFacts } from './assemble-case.js'

// What a plan of clinical risk management settles before a tool is used (DCB0160, in our own words).
const ASKED: readonly { heading: string; ask: string }[] = [
  {
    heading: 'What this plan covers',
    ask: 'The tool, its version, where and by whom it is used, and what is outside.',
  },
  {
    heading: 'Who is responsible',
    ask: 'The clinical safety officer, the executive sponsor, and who stands in for each.',
  },
  {
    heading: 'What comes from the supplier',
    ask: 'Its safety case, its hazard log and the hazards it hands over; who reads them, and by when.',
  },
  {
    heading: 'How hazards are looked for',
    ask: 'Who meets, which paths of care are walked through, and which other logs are read.',
  },
  { heading: 'How risk is judged', ask: 'By which criteria, and who accepts which risk.' },
  {
    heading: 'How controls are put in place and tested',
    ask: 'Who sees to each control, how it is shown to work, and where that is kept.',
  },
  {
    heading: 'What is needed before it is used',
    ask: 'What is signed by whom before the first person is cared for with it.',
  },
  {
    heading: 'What happens while it is used',
    ask: 'How incidents and concerns reach the log, who reviews it and how often.',
  },
  {
    heading: 'What happens when it changes or ends',
    ask: 'How a new version is looked at, and how the tool is taken out of use.',
  },
]

/** The skeleton of a local clinical risk management plan: what is known filled in, the rest asked. */
export const localPlan = (facts: CaseFacts): Report => {
  const { subject, people, criteria, on, frameworkVersion, matrixVersion } = facts
  const known: Readonly<Record<string, string>> = {
    'What this plan covers': `${subject.product.name}, ${subject.version ? `version ${subject.version.name}` : 'version not chosen yet'}, at ${subject.organisationName}${subject.deployment ? `, for: ${subject.deployment.useCase.title}` : ''}.`,
    'Who is responsible': people.map(({ name, role }) => `${name}: ${role}`).join('\n'),
    'How risk is judged':
      criteria.id === null
        ? 'By the published 5 by 5 matrix: 5 is not acceptable; 4 is brought down before going live; 3 needs a reason and two acceptances; 2 the clinical safety officer’s; 1 is recorded.'
        : `By the organisation’s own criteria, signed by ${criteria.signedByName} on ${asDate(criteria.signedOn ?? '')}.`,
  }
  return {
    title: `Clinical risk management plan: ${subject.product.name}`,
    edition: `Skeleton of ${asDate(on)}, to be completed. Agreed way ${frameworkVersion}; risk matrix ${matrixVersion}.`,
    sections: ASKED.map(({ heading, ask }) => ({
      heading,
      blocks: [
        { kind: 'text' as const, text: `To write: ${ask}` },
        ...(known[heading] ? [{ kind: 'text' as const, text: known[heading] }] : []),
      ],
    })),
  }
}
