import { inflateSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { newHazard } from '../add-hazard.js'
import { emptyContent } from '../content.js'
import type { JudgedHazard } from '../hazard-facts.js'
import type { HazardLog } from '../model.js'
import { PUBLISHED_CRITERIA } from '../rules.js'
import { section, table, type Report } from '#ui/report/report.js'
import { assembleCase, type CaseFacts } from './assemble-case.js'
import { reportHtml } from '#ui/report/report-html.js'
import { reportPdf } from '#ui/report/report-pdf.js'
import { starterPack } from './starter-pack.js'

const log: HazardLog = {
  id: 'log_1',
  organisationId: 'org_1',
  deploymentId: 'dep_1',
  versionId: null,
  offered: false,
  coversGroup: false,
  reviewedOn: null,
  reviewedByName: null,
  reviewNote: '',
  caseTexts: { conclusion: 'We conclude <this>.' },
  revision: 1,
}
const judged = (change: object, standing: JudgedHazard['standing']): JudgedHazard => ({
  hazard: {
    ...newHazard('haz_1', log, 1, emptyContent('A finding is missed'), {
      at: new Date(0),
      by: 'x',
    }),
    ...change,
  },
  standing,
  acceptances: [],
})
const facts = (change: Partial<CaseFacts> = {}): CaseFacts => ({
  subject: {
    organisationId: 'org_1',
    organisationName: 'Example Trust',
    deployment: null,
    ofMember: false,
    product: { id: 'pro_1', name: 'Example triage' },
    version: { id: 'ver_1', name: '2.3', intendedUse: 'To sort referrals.' },
  },
  log,
  criteria: PUBLISHED_CRITERIA,
  hazards: [
    judged(
      { causes: 'Blur → noise' },
      { word: 'not-scored', missing: 'Its residual risk is not scored.' },
    ),
    judged(
      {
        reference: 'H-2',
        residual: { likelihood: 2, severity: 4 },
        residualRisk: 3,
        state: 'transferred',
        transferredTo: 'The ward',
        stateReason: 'They hold the list',
      },
      { word: 'accepted', missing: null },
    ),
    judged({ reference: 'H-3', state: 'closed' }, { word: 'recorded', missing: null }),
  ],
  people: [{ name: 'Dr Example', role: 'Clinical safety officer' }],
  on: '2026-11-02',
  frameworkVersion: '2026.11.1',
  matrixVersion: '2026.11',
  issued: null,
  ...change,
})
const wordsOf = (report: Report, heading: string): string =>
  JSON.stringify(report.sections.find((one) => one.heading === heading))

describe('a safety case report', () => {
  test('has every heading, in order, and says what is not answered', () => {
    const report = assembleCase(facts())
    expect(report.sections.map((one) => one.heading)).toEqual([
      'System and scope',
      'Intended use',
      'Clinical risk management: system and people',
      'How hazards were looked for',
      'Risk evaluation and controls',
      'Residual risk and acceptance',
      'Test evidence',
      'Transferred hazards',
      'Incidents so far',
      'Conclusion and statement',
      'Version and dates',
    ])
    expect(wordsOf(report, 'Test evidence')).toContain('Not answered.')
    expect(wordsOf(report, 'Risk evaluation and controls')).toContain(
      '3 hazards; 2 count, 1 is closed',
    )
    expect(wordsOf(report, 'Residual risk and acceptance')).toContain('Not scored')
    expect(wordsOf(report, 'Residual risk and acceptance')).toContain('Risk 3')
    expect(wordsOf(report, 'Transferred hazards')).toContain('The ward')
    expect(wordsOf(report, 'Version and dates')).toContain('2026.11.1')
  })

  test('where nobody wrote words, what is held follows and is not called unanswered', () => {
    const scope = wordsOf(assembleCase(facts({ log: null })), 'System and scope')
    expect(scope).toContain('Nobody has written words of their own here.')
    expect(scope).not.toContain('Not answered.')
    const conclusion = wordsOf(assembleCase(facts({ log: null })), 'Conclusion and statement')
    expect(conclusion).toContain('Not answered.')
  })

  test('a draft is called one; an issued report names who signed', () => {
    expect(wordsOf(assembleCase(facts()), 'Conclusion and statement')).toContain(
      'nobody has signed',
    )
    const issued = assembleCase(facts({ issued: { number: 2, by: 'Dr Example' } }))
    expect(issued.edition).toBe('Report 2')
    expect(wordsOf(issued, 'Conclusion and statement')).toContain('Signed by Dr Example')
    expect(wordsOf(issued, 'Conclusion and statement')).toContain('1 of 2 hazards')
  })

  test('as a web page escapes what people wrote', () => {
    const html = reportHtml(assembleCase(facts()))
    expect(html).toContain('We conclude &lt;this&gt;.')
    expect(html).toContain('<html lang="en-GB">')
    expect(html).not.toContain('<this>')
  })

  test('as a PDF is tagged, with title, language and a structure of headings and tables', async () => {
    const bytes = Buffer.from(await reportPdf(assembleCase(facts())))
    const raw = bytes.toString('latin1')
    expect(raw.startsWith('%PDF-1.7')).toBe(true)
    expect(raw).toContain('/Marked true')
    expect(raw).toContain('/Lang (en-GB)')
    expect(raw).toContain('/DisplayDocTitle true')
    for (const kind of ['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD'])
      expect(raw, kind).toContain(`/S /${kind}`)
    expect(pageText(bytes)).toContain('H-2')
    expect(pageText(bytes)).toMatch(/Page 1 of \d/)
  })

  test('in a table of two columns the first cell is the heading, and a caption is not read twice', async () => {
    const report: Report = {
      title: 'A paper',
      edition: 'Draft',
      sections: [
        section('The request', [
          table('The request', ['Which thing', 'Answer'], [['Reference', 'FOI 1']]),
          table('Tools', ['Tool', 'Version', 'Stage'], [['Reader', '2.3', 'Pilot']]),
        ]),
      ],
    }
    const words = pageText(Buffer.from(await reportPdf(report)))
    expect(words).not.toContain('Which thing')
    for (const one of ['Reference', 'FOI 1', 'Tool', 'Reader', 'Stage'])
      expect(words).toContain(one)
    const html = reportHtml(report)
    expect(html).toContain('<caption class="quiet">The request</caption>')
    expect(html).toContain('<caption>Tools</caption>')
  })

  test('the starter pack holds plan, log and report, and says that it is no approval', () => {
    const files = unzipSync(starterPack(facts()))
    expect(Object.keys(files).toSorted()).toEqual([
      'READ-ME.txt',
      'clinical-risk-management-plan.html',
      'clinical-safety-case-report.html',
      'hazard-log.csv',
    ])
    const read = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    expect(read('READ-ME.txt')).toContain('Nothing here is an approval')
    expect(read('clinical-risk-management-plan.html')).toContain('Dr Example')
    expect(read('hazard-log.csv')).toContain('H-2')
  })
})

/** The text of a PDF's pages: each stream unpacked, its hexadecimal strings read. */
const pageText = (bytes: Buffer): string => {
  const raw = bytes.toString('latin1')
  const streams = [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map((match) => {
    try {
      return inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return [...streams.join('\n').matchAll(/\[(.*?)\] TJ/g)]
    .map((match) =>
      [...(match[1] ?? '').matchAll(/<([0-9a-f]+)>/g)]
        .map((part) => Buffer.from(part[1] ?? '', 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n')
}
