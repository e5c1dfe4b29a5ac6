import { contactRoleName } from '#modules/deployments/index.js'
import { asCount, asCountOf, asDate } from '#ui/words.js'
import { section, table, text, type Report, type ReportSection } from '#ui/report/report.js'
import { toldAnswer } from '../evidence-words.js'
import type { ExportNote } from '../model.js'
import { decisionInWords, toolName, type ToolFacts, type ToolsOf } from './tool-facts.js'

const NOT_ANSWERED = 'Not answered'
const FOR_A_PERSON = 'to be filled in by a person'

/**
 * Answers to what organisations are asked again and again about AI, from what the register holds today.
 * Roles stand in it and no names, its maker’s neither (the history has it), and nothing of what a concern
 * says; which exemption applies to what is left blank (Freedom of Information Act 2000, Part II: a person
 * decides). Pure.
 */
export const foiAnswerPack = (
  { organisationName, tools, isCut, ...names }: ToolsOf,
  note: ExportNote,
): Report => ({
  title: `Freedom of information: the AI used by ${organisationName}`,
  edition: 'A draft answer, to be checked and released by a person',
  sections: [
    section('About this draft', [
      text(
        `Made on ${asDate(note.madeOn)}, by version ${note.frameworkVersion} of the agreed way, from ${asCountOf(tools.length, 'tool')} of the register${isCut ? ', which holds more than this paper: ask for the rest' : ''}. What nobody has answered reads “${NOT_ANSWERED}”.`,
      ),
      text('It holds records that are not public. Read all of it before any of it is released.'),
    ]),
    section('The request', [
      table(
        'The request',
        ['What', 'Answer'],
        [
          ['Reference', FOR_A_PERSON],
          ['Received on', FOR_A_PERSON],
          [
            'Due on: 20 working days after it was received; weekends and bank holidays anywhere in the UK do not count (Freedom of Information Act 2000, section 10)',
            FOR_A_PERSON,
          ],
          ['Answered by', FOR_A_PERSON],
        ],
      ),
    ]),
    ...QUESTIONS.map(({ heading, columns }) => question(heading, columns, tools, names)),
    section('What does it cost?', [
      text(
        'The yearly cost as the benefits case (R30) states it. Wardround holds no contract prices: procurement and finance check this answer.',
      ),
      toolTable('What does it cost?', COST, tools, names),
      exemption(),
    ]),
  ],
})

type Names = Pick<ToolsOf, 'stageNames' | 'gateNames'>

interface Column {
  heading: string
  cell: (tool: ToolFacts, names: Names) => string
}

const question = (
  heading: string,
  columns: readonly Column[],
  tools: readonly ToolFacts[],
  names: Names,
): ReportSection => section(heading, [toolTable(heading, columns, tools, names), exemption()])

const toolTable = (
  caption: string,
  columns: readonly Column[],
  tools: readonly ToolFacts[],
  names: Names,
) =>
  table(
    caption,
    ['Tool and use', ...columns.map((one) => one.heading)],
    tools.map((tool) => [
      toolName(tool),
      ...columns.map(({ cell }) => cell(tool, names) || NOT_ANSWERED),
    ]),
  )

const exemption = () => text(`Exemption relied on, if any, and why: ${FOR_A_PERSON}`)

const fact =
  (name: keyof ToolFacts['deployment']['facts']): Column['cell'] =>
  ({ deployment }) => {
    const value = deployment.facts[name]
    if (value === true) return 'Yes'
    return value === false ? 'No' : ''
  }

const signed =
  (requirement: string): Column['cell'] =>
  ({ evidence }) => {
    const item = evidence.find((one) => one.requirement.id === requirement)
    if (!item) return ''
    if (!item.applies) return 'Not asked of this tool'
    if (!item.signed) return item.word === 'Not answered' ? '' : `${item.word}, not signed`
    return `Signed on ${asDate(item.signed.signature.on)}${item.signed.reviewSince ? ', under review' : ''}`
  }

const told =
  (requirement: string, field: string): Column['cell'] =>
  ({ evidence }) =>
    toldAnswer(evidence, requirement, field)?.words ?? ''

const pounds: Column['cell'] = (tool, names) => {
  const cost = told('R30', 'cost')(tool, names)
  return cost && asCount(Number(cost))
}

const COST: readonly Column[] = [
  { heading: 'Pounds a year, as stated', cell: pounds },
  { heading: 'Benefits case', cell: signed('R30') },
]

const gatesPassed: Column['cell'] = ({ decisions }, { gateNames }) =>
  decisions
    .filter((one) => one.passed)
    .map((one) => `${decisionInWords(one, gateNames)}, ${asDate(one.decidedOn)}`)
    .join('\n') || 'None passed here'

// Not scored is a state of its own in every count, and never a low risk.
const highInWords = (highRisks: ToolFacts['highRisks']): string => {
  const scored = highRisks.filter((one) => one.risk !== null).length
  const open = highRisks.length - scored
  return open === 0 ? asCount(scored) : `${asCount(scored)}, and ${asCount(open)} not scored`
}

const QUESTIONS: readonly { heading: string; columns: readonly Column[] }[] = [
  {
    heading: 'Which AI tools are used or being tried, and for what?',
    columns: [
      { heading: 'Supplier', cell: ({ deployment }) => deployment.product.supplierName },
      { heading: 'Version', cell: ({ deployment }) => deployment.version?.name ?? '' },
      {
        heading: 'Stage',
        cell: ({ deployment }, { stageNames }) =>
          `${stageNames[deployment.stage] ?? deployment.stage} since ${asDate(deployment.stageSince)}${deployment.state === 'running' ? '' : ` (${deployment.state.replace('-', ' ')})`}`,
      },
    ],
  },
  {
    heading: 'Who answers for each?',
    columns: [
      {
        heading: 'Role to ask',
        cell: ({ deployment }) => contactRoleName(deployment),
      },
    ],
  },
  {
    heading: 'How was each assessed before it was used?',
    columns: [
      { heading: 'Gates passed', cell: gatesPassed },
      { heading: 'Exceptions in force', cell: ({ exceptions }) => asCount(exceptions.length) },
      {
        heading: 'In use before it was assessed',
        cell: ({ deployment }) => (deployment.inUseBeforeAssessment ? 'Yes' : 'No'),
      },
    ],
  },
  {
    heading: 'What was done about data protection and equality?',
    columns: [
      { heading: 'Uses personal data', cell: fact('personalData') },
      { heading: 'Data protection impact assessment', cell: signed('R18') },
      { heading: 'Equality assessment', cell: signed('R23') },
      { heading: 'Where the data lies', cell: told('R20', 'locations') },
    ],
  },
  {
    heading: 'What was done about clinical safety?',
    columns: [
      { heading: 'Used in care', cell: fact('realCare') },
      { heading: 'Medical device', cell: fact('medicalDevice') },
      { heading: 'Clinical safety file (DCB0160)', cell: signed('R04') },
      {
        heading: 'Hazards of risk 3 or more',
        cell: ({ hazardsLogged, highRisks }) =>
          hazardsLogged === 0 ? 'No hazard is logged' : highInWords(highRisks),
      },
    ],
  },
  {
    heading: 'Who checks its output, and are staff trained?',
    columns: [
      { heading: 'Who checks', cell: told('R31', 'who-checks') },
      { heading: 'Who is trained', cell: told('R33', 'who') },
      { heading: 'Share trained (%)', cell: told('R33', 'trained-share') },
    ],
  },
  {
    heading: 'How is it watched, and what went wrong?',
    columns: [
      { heading: 'Monitoring plan', cell: signed('R34') },
      { heading: 'Concerns open today', cell: ({ concerns }) => asCount(concerns.length) },
      { heading: 'Alerts open today', cell: ({ alerts }) => asCount(alerts.length) },
    ],
  },
  {
    heading: 'What are the public told?',
    columns: [
      {
        heading: 'Public record',
        cell: ({ isPublished }) => (isPublished ? 'Published' : 'Not published'),
      },
      { heading: 'Where people are told', cell: told('R40', 'where') },
      { heading: 'Whether people can say no', cell: told('R40', 'say-no') },
    ],
  },
]
