import type { CalendarDate } from '#kernel/time.js'
import { asCountOf, asDate } from '#ui/index.js'
import { section, table, text, type Report, type ReportBlock } from '#ui/report/report.js'
import { controlWords, scoreWords } from '../field-words.js'
import type { JudgedHazard } from '../hazard-facts.js'
import type { Criteria, HazardLog } from '../model.js'
import { ACCEPTING_ROLE_NAMES, counts } from '../rules.js'
import type { LogSubject } from '../subject.js'
import type { CaseText } from './case-texts.js'

/** What a clinical safety case report is assembled from. */
export interface CaseFacts {
  subject: LogSubject
  log: HazardLog | null
  criteria: Criteria
  hazards: readonly JudgedHazard[]
  people: readonly { name: string; role: string }[]
  on: CalendarDate
  frameworkVersion: string
  matrixVersion: string
  /** Null for a draft. */
  issued: { number: number; by: string } | null
}

const NOT_ANSWERED = 'Not answered.'
const NOTHING_WRITTEN = 'Nobody has written words of their own here. What Wardround holds follows.'

/**
 * The clinical safety case report of a log: the headings DCB0129 and DCB0160 practice asks of such a report,
 * the log's facts, and a person's words; what nobody has written is said to be not answered. Pure.
 */
export const assembleCase = (facts: CaseFacts): Report => {
  const { subject, log, hazards, issued } = facts
  const counting = hazards.filter(({ hazard }) => counts(hazard))
  const said = (name: CaseText, otherwise: string): ReportBlock =>
    text(log?.caseTexts[name] || otherwise)
  const ask = (question: CaseText, ...blocks: ReportBlock[]) => [
    said(question, blocks.length > 0 ? NOTHING_WRITTEN : NOT_ANSWERED),
    ...blocks,
  ]
  return {
    title: `Clinical safety case report: ${nameOf(subject)}`,
    edition: issued ? `Report ${issued.number}` : 'Draft, not signed',
    sections: [
      section('System and scope', ask('scope', text(scopeOf(subject)))),
      section('Intended use', ask('intendedUse', ...suppliersUse(subject))),
      section('Clinical risk management: system and people', ask('management', ...peopleOf(facts))),
      section('How hazards were looked for', ask('method', text(originsOf(hazards)))),
      section('Risk evaluation and controls', [
        text(countedIn(hazards, counting)),
        ...(counting.length === 0
          ? [said('noHazards', `Why no hazard counts: ${NOT_ANSWERED}`)]
          : [hazardTable(counting)]),
      ]),
      section('Residual risk and acceptance', [
        text(criteriaOf(facts.criteria)),
        ...(counting.length === 0 ? [] : [standingTable(counting)]),
      ]),
      section('Test evidence', ask('tests', ...evidenceTable(counting))),
      section('Transferred hazards', [transferred(counting)]),
      section('Incidents so far', ask('incidents', text(concernsOf(hazards)))),
      section('Conclusion and statement', [
        said('conclusion', NOT_ANSWERED),
        text(statementOf(facts, counting)),
      ]),
      section('Version and dates', [text(datesOf(facts))]),
    ],
  }
}

const nameOf = ({ product, version, organisationName, deployment }: LogSubject): string => {
  const named = version ? `${product.name} ${version.name}` : `${product.name}, version not chosen`
  return deployment ? `${named} at ${organisationName}` : named
}

const scopeOf = ({ deployment, product, version, organisationName }: LogSubject): string =>
  deployment
    ? `${product.name}, ${version ? `version ${version.name}` : 'version not chosen yet'}, used by ${organisationName} for: ${deployment.useCase.title}. Supplied by ${deployment.product.supplierName}.`
    : `${product.name}, version ${version?.name ?? ''}, supplied by ${organisationName}.`

const suppliersUse = ({ version }: LogSubject): ReportBlock[] =>
  version?.intendedUse ? [text(`As its supplier states it: ${version.intendedUse}`)] : []

const peopleOf = ({ people }: CaseFacts): ReportBlock[] =>
  people.length === 0
    ? [
        text(
          'No clinical safety officer or executive sponsor is known in Wardround for this organisation.',
        ),
      ]
    : [
        table(
          'People',
          ['Name', 'Role'],
          people.map(({ name, role }) => [name, role]),
        ),
      ]

const ORIGINS = {
  own: 'found here',
  supplier: 'stated by the supplier',
  group: 'from the review of the group',
  copied: 'copied from another log and looked at here',
  imported: 'brought in from a file',
} as const

const originsOf = (hazards: readonly JudgedHazard[]): string => {
  const parts = Object.entries(ORIGINS).flatMap(([origin, words]) => {
    const many = hazards.filter(({ hazard }) => hazard.origin === origin).length
    return many > 0 ? [`${many} ${words}`] : []
  })
  return parts.length === 0
    ? 'No hazard is logged.'
    : `Of the hazards in the log: ${parts.join('; ')}.`
}

const countedIn = (all: readonly JudgedHazard[], counting: readonly JudgedHazard[]): string => {
  if (all.length === 0) return 'The log holds no hazard.'
  const closed = all.length - counting.length
  return `The log holds ${asCountOf(all.length, 'hazard')}; ${counting.length} ${counting.length === 1 ? 'counts' : 'count'}, ${closed} ${closed === 1 ? 'is' : 'are'} closed or withdrawn.`
}

const hazardTable = (counting: readonly JudgedHazard[]): ReportBlock =>
  table(
    'Hazards, causes, controls and risk',
    ['Hazard', 'Causes', 'Effect and harm', 'Controls', 'Before controls', 'After controls'],
    counting.map(({ hazard }) => [
      `${hazard.reference}: ${hazard.name}`,
      hazard.causes || NOT_ANSWERED,
      [hazard.effect, hazard.hazard, hazard.harm].filter(Boolean).join('\n') || NOT_ANSWERED,
      [hazard.existingControls, ...hazard.controls.map(controlWords)].filter(Boolean).join('\n') ||
        NOT_ANSWERED,
      riskWords(hazard.initialRisk, scoreWords(hazard.initial)),
      riskWords(hazard.residualRisk, scoreWords(hazard.residual)),
    ]),
  )

const riskWords = (risk: number | null, words: string): string =>
  risk === null ? 'Not scored' : `Risk ${risk}: ${words.toLowerCase()}`

const standingTable = (counting: readonly JudgedHazard[]): ReportBlock =>
  table(
    'Residual risks, and who accepted each',
    ['Hazard', 'Residual risk', 'Tolerated because', 'Accepted by', 'What is missing'],
    counting.map(({ hazard, standing, acceptances }) => [
      hazard.reference,
      hazard.residualRisk === null ? 'Not scored' : `Risk ${hazard.residualRisk}`,
      hazard.toleratedBecause || '-',
      acceptances
        .map((one) => `${one.personName}, ${ACCEPTING_ROLE_NAMES[one.role]}, ${asDate(one.on)}`)
        .join('\n') || '-',
      standing.missing ?? 'Nothing',
    ]),
  )

const criteriaOf = (criteria: Criteria): string =>
  criteria.id === null
    ? 'Risk is looked up by likelihood and severity in the published 5 by 5 matrix.'
    : `Risk is looked up by likelihood and severity in the organisation’s own criteria, signed by ${criteria.signedByName} on ${asDate(criteria.signedOn ?? '')}: ${criteria.note}`

const evidenceTable = (counting: readonly JudgedHazard[]): ReportBlock[] => {
  const rows = counting.flatMap(({ hazard }) =>
    hazard.controls
      .filter((one) => one.kind === 'test' || one.evidence !== '')
      .map((one) => [
        hazard.reference,
        one.words,
        one.evidence || NOT_ANSWERED,
        one.done ? asDate(one.done) : 'not done',
      ]),
  )
  return rows.length === 0
    ? []
    : [table('Evidence of controls', ['Hazard', 'Control', 'Evidence', 'Done'], rows)]
}

const transferred = (counting: readonly JudgedHazard[]): ReportBlock => {
  const rows = counting
    .filter(({ hazard }) => hazard.state === 'transferred')
    .map(({ hazard }) => [
      `${hazard.reference}: ${hazard.name}`,
      hazard.transferredTo,
      hazard.stateReason,
    ])
  return rows.length === 0
    ? text('No hazard is transferred.')
    : table('Transferred hazards', ['Hazard', 'To whom', 'Why'], rows)
}

const concernsOf = (hazards: readonly JudgedHazard[]): string => {
  const references = new Set(
    hazards.flatMap(({ hazard }) => hazard.concerns.map(({ reference }) => reference)),
  )
  return references.size === 0
    ? 'No concern is linked to a hazard of this log.'
    : `Concerns linked to hazards of this log: ${[...references].join(', ')}.`
}

const statementOf = ({ issued, on }: CaseFacts, counting: readonly JudgedHazard[]): string => {
  const open = counting.filter(({ standing }) => standing.missing !== null).length
  const state =
    counting.length === 0
      ? 'No hazard counts.'
      : `${open} of ${counting.length} hazards that count are not scored, not accepted, under review or too high.`
  return issued
    ? `${state} Signed by ${issued.by}, clinical safety officer, on ${asDate(on)}.`
    : `${state} This is a draft: nobody has signed it.`
}

const datesOf = ({ on, log, frameworkVersion, matrixVersion, issued }: CaseFacts): string =>
  [
    issued
      ? `Issued on ${asDate(on)} as report ${issued.number}.`
      : `Assembled on ${asDate(on)} as a draft.`,
    log?.reviewedOn
      ? `The log was last reviewed on ${asDate(log.reviewedOn)} by ${log.reviewedByName}.`
      : 'The log has not been reviewed as a whole yet.',
    `Agreed way, version ${frameworkVersion}; risk matrix, version ${matrixVersion}.`,
    'Assembled by Wardround from the hazard log. It is no approval and no statement of compliance.',
  ].join(' ')
