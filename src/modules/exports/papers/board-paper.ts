import { asCountOf, asDate } from '#ui/words.js'
import { section, table, text, type Report } from '#ui/report/report.js'
import type { MonthReport } from '#modules/monitoring/index.js'
import type { ExportNote } from '../model.js'
import { ANSWER_NAMES, KIND_NAMES } from '#modules/concerns/index.js'
import { decisionInWords, toolName, type ToolFacts, type ToolsOf } from './tool-facts.js'

/** A month; `to` is the first day after it. */
export interface Month {
  from: string
  to: string
  words: string
}

/**
 * A paper for the board of an organisation: what AI is in use, what was decided, what is open, and the
 * figures of a month in the order Alert, Advise, Assure. No text of a concern stands in it. Pure.
 */
export const boardPaper = (
  { organisationName, tools, isCut, stageNames, gateNames }: ToolsOf,
  month: Month,
  figures: MonthReport,
  note: ExportNote,
): Report => ({
  title: `AI tools of ${organisationName}: ${month.words}`,
  edition: 'A paper for the board',
  sections: [
    section('What the board is asked', [text('To be filled in by a person.')]),
    section('About this paper', [
      text(
        `Made on ${asDate(note.madeOn)} by ${note.madeBy}, by version ${note.frameworkVersion} of the agreed way. Gates and figures are those of ${month.words}; everything else is as it stood when it was made. It covers ${asCountOf(tools.length, 'tool')}${isCut ? ' and the organisation has more' : ''}. Nothing in it means that a tool is safe.`,
      ),
    ]),
    section('Alert', [
      lines('Runs the wrong way, is past its pass mark, or is stopped', figures.alert),
    ]),
    section('Advise', [
      lines('Is missing, changed, does not reach its pass mark, or was answered', figures.advise),
    ]),
    section('Assure', [
      lines(
        'Figures that reach their pass mark or have none, and what they rest on',
        figures.assure,
      ),
    ]),
    section('What AI is in use', [
      text(byStage(tools, stageNames)),
      table(
        'AI tools',
        ['Tool', 'Used for', 'Supplier', 'Version', 'Stage', 'Since'],
        tools.map(({ deployment }) => [
          deployment.product.name,
          deployment.useCase.title,
          deployment.product.supplierName,
          deployment.version?.name ?? 'not chosen',
          `${stageNames[deployment.stage] ?? deployment.stage}${deployment.state === 'running' ? '' : `, ${deployment.state.replace('-', ' ')}`}`,
          asDate(deployment.stageSince),
        ]),
      ),
    ]),
    section(`Gates decided in ${month.words}`, [decisionTable(tools, month, gateNames)]),
    section('Exceptions in force', [exceptionTable(tools)]),
    section('Risks of 3 and more, and hazards not scored', [riskTable(tools)]),
    section('Concerns and alerts open', [concernTable(tools), alertTable(tools)]),
  ],
})

const lines = (caption: string, list: MonthReport['alert']) =>
  table(
    caption,
    ['Tool', 'What'],
    list.map(({ name, words }) => [name, words]),
  )

const byStage = (tools: readonly ToolFacts[], stageNames: ToolsOf['stageNames']): string => {
  const counts = new Map<string, number>()
  for (const { deployment } of tools)
    counts.set(deployment.stage, (counts.get(deployment.stage) ?? 0) + 1)
  const parts = [...counts].map(([stage, count]) => `${count} at ${stageNames[stage] ?? stage}`)
  return parts.length === 0 ? 'No AI tool is in the register.' : `${parts.join(', ')}.`
}

const eachOf = <One>(
  tools: readonly ToolFacts[],
  list: (tool: ToolFacts) => readonly One[],
  cells: (one: One) => readonly string[],
): string[][] => tools.flatMap((tool) => list(tool).map((one) => [toolName(tool), ...cells(one)]))

const decisionTable = (
  tools: readonly ToolFacts[],
  month: Month,
  gateNames: ToolsOf['gateNames'],
) =>
  table(
    'Decisions at gates',
    ['Tool and use', 'Decision', 'On', 'Passed'],
    eachOf(
      tools,
      ({ decisions }) =>
        decisions.filter((one) => one.decidedOn >= month.from && one.decidedOn < month.to),
      (one) => [decisionInWords(one, gateNames), asDate(one.decidedOn), one.passed ? 'Yes' : 'No'],
    ),
  )

const exceptionTable = (tools: readonly ToolFacts[]) =>
  table(
    'Exceptions',
    ['Tool and use', 'What may be unmet', 'Until', 'Granted by'],
    eachOf(
      tools,
      ({ exceptions }) => exceptions,
      (one) => [one.targetName, asDate(one.until), one.grantedByName],
    ),
  )

const riskTable = (tools: readonly ToolFacts[]) =>
  table(
    'Hazards',
    ['Tool and use', 'Hazard', 'Risk after controls', 'What is missing'],
    eachOf(
      tools,
      ({ highRisks }) => highRisks,
      (one) => [
        `${one.reference}: ${one.name}`,
        one.risk === null ? 'Not scored' : String(one.risk),
        one.missing ?? 'Nothing',
      ],
    ),
  )

const concernTable = (tools: readonly ToolFacts[]) =>
  table(
    'Concerns: reported, not established, until triaged',
    ['Tool and use', 'Concern', 'Severity', 'State', 'Raised'],
    eachOf(
      tools,
      ({ concerns }) => concerns,
      (one) => [one.reference, one.severity ?? 'Not triaged', one.state, asDate(one.raisedAt)],
    ),
  )

const alertTable = (tools: readonly ToolFacts[]) =>
  table(
    'Alerts',
    ['Tool and use', 'Alert', 'Issued', 'Our answer'],
    eachOf(
      tools,
      ({ alerts }) => alerts,
      (one) => [
        `${KIND_NAMES[one.kind] ?? one.kind}: ${one.severity}, from ${one.issuedByName}`,
        asDate(one.issuedAt),
        ANSWER_NAMES[one.state],
      ],
    ),
  )
