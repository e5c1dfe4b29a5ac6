import { describe, expect, test } from 'vitest'
import type { OpenAlert } from '#modules/concerns/index.js'
import type { Deployment } from '#modules/deployments/index.js'
import { loadFramework } from '#modules/framework/index.js'
import type { Decision, Exception } from '#modules/pathway/index.js'
import type { Report } from '#ui/report/report.js'
import { boardPaper } from './board-paper.js'
import { foiAnswerPack } from './foi-answer-pack.js'
import type { ToolFacts, ToolsOf } from './tool-facts.js'

const NOTE = { madeOn: '2026-11-02', madeBy: 'Person 1', frameworkVersion: '1.1' }
const OCTOBER = { from: '2026-10-01', to: '2026-11-01', words: 'October 2026' }
const NO_FIGURES = { alert: [], advise: [], assure: [] }

const tool = (changes: Partial<ToolFacts> = {}): ToolFacts => ({
  deployment: {
    product: { name: 'Example triage', supplierName: 'Example Supplier' },
    version: null,
    useCase: { title: 'Sorting referrals' },
    stage: 'pilot',
    stageSince: '2026-09-01',
    state: 'running',
    contactRole: 'deployment-owner',
    facts: { personalData: true },
    inUseBeforeAssessment: false,
  } as unknown as Deployment,
  evidence: [],
  decisions: [],
  exceptions: [],
  hazardsLogged: 0,
  highRisks: [],
  concerns: [],
  alerts: [],
  isPublished: false,
  ...changes,
})
const toolsOf = (...tools: ToolFacts[]): ToolsOf => ({
  organisationName: 'Example Trust',
  tools,
  isCut: false,
  stageNames: { pilot: 'Pilot' },
  gateNames: { pilot: 'Start the pilot' },
})
const rowsOf = (report: Report, heading: string) =>
  report.sections
    .filter((one) => one.heading === heading)
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'table' ? block.rows : []))

describe('freedom of information answers', () => {
  test('say what is known, “Not answered” where nobody answered, and no exemption', () => {
    const report = foiAnswerPack(toolsOf(tool()), NOTE)
    expect(rowsOf(report, 'Which AI tools are used or being tried, and for what?')).toEqual([
      [
        'Example triage, Sorting referrals',
        'Example Supplier',
        'Not answered',
        'Pilot since 1 September 2026',
      ],
    ])
    expect(rowsOf(report, 'What was done about data protection and equality?')).toEqual([
      ['Example triage, Sorting referrals', 'Yes', 'Not answered', 'Not answered', 'Not answered'],
    ])
    const words = JSON.stringify(report)
    expect(
      words.match(/Exemption relied on, if any, and why: to be filled in by a person/g),
    ).toHaveLength(9)
    expect(words).toContain('version 1.1 of the agreed way')
    expect(words).not.toContain(NOTE.madeBy)
  })

  test('the cost is what the benefits case states, with how it stands', () => {
    const requirement = loadFramework('framework').requirements.find(({ id }) => id === 'R30')
    const benefits = (values: object) =>
      [
        { requirement, applies: true, word: 'A draft', draft: { values }, signed: undefined },
      ] as unknown as ToolFacts['evidence']
    const costs = (evidence: ToolFacts['evidence']) =>
      rowsOf(foiAnswerPack(toolsOf(tool({ evidence })), NOTE), 'What does it cost?')
    expect(costs(benefits({ cost: 62_000 }))).toEqual([
      ['Example triage, Sorting referrals', '62,000', 'A draft, not signed'],
    ])
    expect(costs(benefits({}))[0]?.[1]).toBe('Not answered')
    expect(costs(benefits({ cost: 0 }))[0]?.[1]).toBe('0')
    expect(costs([])).toEqual([
      ['Example triage, Sorting referrals', 'Not answered', 'Not answered'],
    ])
  })

  test('hazards that are not scored are counted by themselves, and gates are named', () => {
    const hazard = { reference: 'H-1', name: 'Missed', missing: null }
    const highRisks = [
      { ...hazard, risk: 3 },
      { ...hazard, risk: null },
    ]
    const passed = { gate: 'pilot', label: 'Go', decidedOn: '2026-10-31', passed: true } as Decision
    const known = tool({ hazardsLogged: 4, highRisks, decisions: [passed] })
    const report = foiAnswerPack(toolsOf(known), NOTE)
    expect(rowsOf(report, 'What was done about clinical safety?')[0]?.at(-1)).toBe(
      '1, and 1 not scored',
    )
    expect(rowsOf(report, 'How was each assessed before it was used?')[0]?.[1]).toBe(
      'Start the pilot: Go, 31 October 2026',
    )
  })

  test('of no tools says so', () => {
    expect(JSON.stringify(foiAnswerPack(toolsOf(), NOTE))).toContain('from 0 tools')
  })
})

describe('the paper for the board', () => {
  test('stands in the order Alert, Advise, Assure, with what is open and only the month’s decisions', () => {
    const decided = (decidedOn: string) =>
      ({ gate: 'pilot', label: 'Go', decidedOn, passed: true }) as Decision
    const report = boardPaper(
      toolsOf(
        tool({
          decisions: [decided('2026-10-31'), decided('2026-11-01'), decided('2026-09-30')],
          exceptions: [
            { targetName: 'Training', until: '2026-12-01', grantedByName: 'Sam' } as Exception,
          ],
          highRisks: [
            { reference: 'H-1', name: 'Missed', risk: 3, missing: 'It is not accepted.' },
            { reference: 'H-2', name: 'Late', risk: null, missing: 'It is not scored.' },
          ],
          alerts: [
            {
              kind: 'missed-finding',
              severity: 'serious',
              issuedByName: 'North',
              issuedAt: new Date('2026-10-02T09:00:00Z'),
              state: 'told',
            } as OpenAlert,
          ],
        }),
      ),
      OCTOBER,
      {
        ...NO_FIGURES,
        alert: [{ deploymentId: 'dep_1', name: 'Example triage', words: 'Is paused.', href: '' }],
      },
      NOTE,
    )
    const headings = report.sections.map((one) => one.heading)
    expect(headings.slice(2, 5)).toEqual(['Alert', 'Advise', 'Assure'])
    expect(rowsOf(report, 'Alert')).toEqual([['Example triage', 'Is paused.']])
    expect(rowsOf(report, 'Gates decided in October 2026')).toEqual([
      ['Example triage, Sorting referrals', 'Start the pilot: Go', '31 October 2026', 'Yes'],
    ])
    expect(rowsOf(report, 'Risks of 3 and more, and hazards not scored')).toEqual([
      ['Example triage, Sorting referrals', 'H-1: Missed', '3', 'It is not accepted.'],
      ['Example triage, Sorting referrals', 'H-2: Late', 'Not scored', 'It is not scored.'],
    ])
    expect(rowsOf(report, 'Concerns and alerts open')).toEqual([
      [
        'Example triage, Sorting referrals',
        'Missed finding: serious, from North',
        '2 October 2026',
        'Told, not acknowledged',
      ],
    ])
  })
})
