import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedPath } from '../../../../tests/support/oracles.js'
import { atrsFacts } from '../testing/atrs-facts.js'
import { ATRS_SECTIONS } from './atrs-fields.js'
import { ATRS_VALUES, atrsMetadata, phaseOf } from './atrs-metadata.js'
import { FILL } from './fill-fields.js'
import { fillRecord } from './fill-record.js'
import { atrsCsv, atrsJson, atrsReport, NOT_ANSWERED } from './write-record.js'

const NOTE = { madeOn: '2026-11-02', madeBy: 'Person 1', frameworkVersion: '1.1' }
const TITLE = { organisationName: 'Example Trust', toolName: 'Example triage' }
const fields = ATRS_SECTIONS.flatMap((one) => one.fields)
const valueOf = (facts: ReturnType<typeof atrsFacts>, number: string) =>
  fillRecord(facts)
    .sections.flatMap((one) => one.fields)
    .find((one) => one.number === number)

describe('the fields of the standard', () => {
  test('each number and each name once, in order', () => {
    expect(fields).toHaveLength(50)
    expect(new Set(fields.map((one) => one.number)).size).toBe(50)
    expect(new Set(fields.map((one) => one.key)).size).toBe(50)
  })

  const list = sharedPath('reference/field.md')
  test.skipIf(!existsSync(list))(
    'are those of the field list (needs ../shared/reference, and is skipped where it is not there)',
    () => {
      const part = readFileSync(list, 'utf8').split('## 5. ATRS')[1]?.split('**Metadata')[0] ?? ''
      const wanted = [...part.matchAll(/^\| (T?[\d.]+)(?:–([\d.]+))? \| ([^|]+) \|/gm)].flatMap(
        ([, from = '', to]) =>
          to === undefined ? [from] : Array.from({ length: 9 }, (_, at) => `4.2.${at + 1}`),
      )
      expect(wanted.length).toBeGreaterThan(40)
      expect(fields.map((one) => one.number)).toEqual(wanted)
    },
  )
})

describe('filling', () => {
  test('where nothing is known, nothing is made up', () => {
    const facts = atrsFacts({})
    const known = fillRecord(facts)
      .sections.flatMap((one) => one.fields)
      .filter(({ value }) => value !== null)
    expect(known.map(({ number }) => number)).toEqual([
      'T1.1',
      '1.1',
      '1.4',
      '1.4.1',
      '1.4.3',
      '2.2',
      '4.1.2',
      '4.2.1',
    ])
  })

  test('the public record before the register, the evidence with its state, the supplier’s word as such', () => {
    const facts = atrsFacts({
      publicContent: {
        name: 'Referral helper',
        decides: 'person-checks',
        contact: 'ai@trust.example',
      },
      answers: { R31: { 'who-checks': 'A radiographer' } },
      card: true,
    })
    expect(valueOf(facts, 'T1.1')?.value).toBe('Referral helper')
    expect(valueOf(facts, 'T1.4')?.value).toBe('ai@trust.example')
    expect(valueOf(facts, '3.4')).toMatchObject({
      value:
        'The tool suggests, and a person checks it before anything happens\nWho checks it: A radiographer',
      sources: [
        'the draft of the public record',
        'R31 Human oversight rule, a draft that nobody signed',
      ],
    })
    expect(valueOf(facts, '4.2.6')?.value).toBe('The supplier states: Our words on Type of model')
    expect(valueOf(facts, '4.2.7')?.value).toContain('88.5 %, 80.4 to 94.1 (95% interval)')
  })

  test('a contact without an address is no contact email', () => {
    const contactOf = (contact: string) =>
      valueOf(atrsFacts({ publicContent: { contact } }), 'T1.4')?.value
    expect(contactOf('Patient advice and liaison service')).toBeNull()
    expect(contactOf('The AI team, ai@trust.example, or any nurse')).toBe('ai@trust.example')
  })

  test('the list and the record call the tool by one name', () => {
    const named = fillRecord(atrsFacts({ publicContent: { name: 'Referral helper' } }))
    expect(atrsJson(named, TITLE, NOTE).summary).toMatchObject({
      tool_name: 'Referral helper',
      title: 'Example Trust: Referral helper',
    })
    expect(atrsJson(fillRecord(atrsFacts({})), TITLE, NOTE).summary.tool_name).toBe(
      'Example triage',
    )
  })

  test('every field has a place where it can be answered', () => {
    expect(fields.map((one) => one.number).filter((number) => !FILL[number])).toEqual([])
  })

  test.each([
    ['1.2', 'team', 'Digital operations'],
    ['1.4.2', 'company-number', '01234567'],
    ['3.3', 'scale', 'About 400 referrals a week'],
    ['4.3.7', 'data-address', 'The data are not published'],
    ['4.3.8', 'data-collection', 'Three trusts, for care'],
    ['4.3.9', 'data-cleaning', 'Stays without readings were left out'],
  ])('%s is what R39 is told of %s', (number, field, words) => {
    expect(valueOf(atrsFacts({ answers: { R39: { [field]: words } } }), number)).toMatchObject({
      value: words,
      sources: ['R39 Transparency record (ATRS), a draft that nobody signed'],
    })
  })

  test('a tool of one’s own has no external supplier', () => {
    const facts = atrsFacts({ own: true })
    expect(valueOf(facts, '1.4')?.value).toBe('No')
    for (const number of ['1.4.1', '1.4.2', '1.4.3', '1.4.4', '1.4.5'])
      expect(valueOf(facts, number)?.value).toBeNull()
  })
})

describe('the metadata of the publishing system', () => {
  test.each([
    ['assess', 'running', 'pre-deployment'],
    ['pilot', 'running', 'beta-pilot'],
    ['implement', 'running', 'production'],
    ['usual', 'paused', 'production'],
    ['scale', 'running', 'production'],
    ['cease', 'ceased', 'retired'],
    ['pilot', 'ceased', 'retired'],
  ] as const)('%s, %s is %s', (stage, state, phase) => {
    expect(phaseOf(stage, state)).toBe(phase)
  })

  test('every value is one that it accepts', () => {
    for (const productKind of ['not-said', 'imaging', 'ambient-scribe', 'prediction', 'unheard of'])
      for (const regionCode of [null, 'Y56', 'Y60']) {
        const made = atrsMetadata({
          stage: 'pilot',
          state: 'running',
          productKind,
          regionCode,
          task: 'x',
        })
        for (const name of ['organisation_type', 'function', 'capability', 'region'] as const)
          expect(ATRS_VALUES[name]).toEqual(expect.arrayContaining([...made[name]]))
        expect(ATRS_VALUES.phase).toContain(made.phase)
      }
    const london = {
      stage: 'usual',
      state: 'running',
      productKind: 'imaging',
      regionCode: 'Y56',
      task: '',
    } as const
    expect(atrsMetadata(london)).toMatchObject({
      region: ['england', 'london'],
      capability: ['computer-vision'],
      task: null,
      atrs_version: 'v3.0',
    })
  })
})

describe('writing', () => {
  const record = fillRecord(atrsFacts({ card: true }))
  test('every field stands in the JSON, the CSV and the page', () => {
    expect(atrsJson(record, TITLE, NOTE).fields).toHaveLength(50)
    const csv = atrsCsv(record, NOTE)
    const page = JSON.stringify(atrsReport(record, TITLE, NOTE))
    // It is for publication: who made it stands in the history.
    expect(page).not.toContain(NOTE.madeBy)
    expect(JSON.stringify(atrsJson(record, TITLE, NOTE))).not.toContain(NOTE.madeBy)
    for (const { number, label } of fields) {
      expect(csv).toContain(`\r\n${number},`)
      expect(page).toContain(`${number} ${label}`)
    }
    expect(csv).toContain(
      `1.2,"Tier 2, 1: owner and responsibility",Team,${NOT_ANSWERED},,2026-11-02,1.1`,
    )
  })

  const published = sharedPath('data/uk-atrs-records/atrs-records.json')
  test.skipIf(!existsSync(published))(
    'the summary has the shape of published records (needs ../shared/data, and is skipped where it is not there)',
    () => {
      const [first] = (JSON.parse(readFileSync(published, 'utf8')) as { records: object[] }).records
      const { summary } = atrsJson(record, TITLE, NOTE)
      expect(Object.keys(summary)).toEqual(Object.keys(first ?? {}))
      expect(summary.title).toBe('Example Trust: Example triage')
    },
  )
})
