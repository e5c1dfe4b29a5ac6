import { describe, expect, test } from 'vitest'
import { GATE_IDS, type GateId, type StageId } from '#modules/framework/index.js'
import { reasonsInShort } from './advised-in-words.js'
import { assessGate } from './assess-gate.js'
import type { GateAssessment, GateItem } from './gate-assessment.js'
import { nothingOnFile, type GateFacts } from './gate-facts.js'
import {
  backOffice,
  but,
  complete,
  exceptionFor,
  framework,
  goodPoint,
  inOrder,
  offLine,
  realCare,
  signedBy,
} from './testing/gate-facts-examples.js'
import { wordedAssessment } from './worded-assessment.js'

type Place = 'met' | 'accepted' | 'unmet' | 'advisory' | 'excepted' | 'notApplicable'
const PLACES: readonly Place[] = [
  'met',
  'accepted',
  'unmet',
  'advisory',
  'excepted',
  'notApplicable',
]

const ids = (items: readonly GateItem[]) => items.map((item) => item.requirementId).join(' ')

const find = (assessment: GateAssessment, id: string): [Place, GateItem] => {
  for (const place of PLACES) {
    const item = assessment[place].find((one) => one.requirementId === id)
    if (item) return [place, item]
  }
  throw new Error(`${id} is in no list`)
}

const stageBefore: Record<GateId, StageId> = {
  assess: 'opportunity',
  pilot: 'assess',
  implement: 'pilot',
  usual: 'implement',
  review: 'usual',
  scale: 'usual',
  cease: 'usual',
}

describe('with nothing on file, each gate is blocked by', () => {
  const all =
    'R01 R02 R03 R04 R06 R07 R08 R09 R10 R12 R13 R18 R20 R23 R25 R28 R29 R30 R31 R32 R33 R34 R35 R36 R37 R40 R47'
  const table: [string, GateId, GateFacts['deployment'], string][] = [
    ['assess: nothing', 'assess', realCare, ''],
    [
      'pilot in real care: the safety file signed and what protects people from the first patient',
      'pilot',
      realCare,
      'R01 R02 R03 R04 R05 R06 R07 R08 R09 R10 R12 R13 R18 R20 R23 R25 R29 R30 R31 R32 R33 R34 R35 R36 R37 R40 R47',
    ],
    [
      'pilot off-line: the draft file and what says whether it may be used at all',
      'pilot',
      offLine,
      'R01 R02 R03 R04 R06 R07 R08 R09 R10 R12 R13 R18 R20 R23 R25 R29 R30 R34 R47',
    ],
    [
      'pilot in the back office: the baseline and the monitoring plan',
      'pilot',
      backOffice,
      'R30 R34',
    ],
    [
      'pilot of something open to the internet: the penetration test too',
      'pilot',
      { ...backOffice, internetFacing: true },
      'R13 R30 R34',
    ],
    [
      'pilot for research: the basis is advice off-line',
      'pilot',
      { ...backOffice, beyondDirectCare: true },
      'R30 R34',
    ],
    [
      'pilot of something that decides: the test of automated decisions, and who could lose',
      'pilot',
      { ...backOffice, decidesAboutPerson: true },
      'R21 R23 R29 R30 R34 R47',
    ],
    [
      'pilot under a charter: its tests',
      'pilot',
      { ...backOffice, underCharter: true },
      'R30 R34 R38',
    ],
    [
      'pilot with a high risk left: the ICO',
      'pilot',
      { ...backOffice, personalData: true, highRiskLeft: true },
      'R01 R02 R10 R12 R13 R18 R19 R20 R23 R25 R29 R30 R34 R47',
    ],
    [
      'pilot of a scribe in real care: its extras',
      'pilot',
      { ...backOffice, ambientScribe: true, realCare: true },
      'R01 R02 R03 R04 R05 R06 R23 R25 R29 R30 R31 R32 R33 R34 R35 R36 R37 R40 R45 R47',
    ],
    [
      'pilot of imaging in real care, connected: its extras and the integration test',
      'pilot',
      { ...backOffice, imaging: true, realCare: true, connectsToClinicalSystems: true },
      'R01 R02 R03 R04 R05 R06 R10 R12 R23 R25 R27 R29 R30 R31 R32 R33 R34 R35 R36 R37 R40 R46 R47',
    ],
    [
      'implement after an off-line pilot: validation, the report and what was asked before',
      'implement',
      offLine,
      all.replace(' R32', '').replace(' R37', ''),
    ],
    ['business as usual: the fallback and the contract too', 'usual', offLine, all],
    [
      'business as usual at a central body: the transparency record too',
      'usual',
      { ...backOffice, centralBody: true },
      'R29 R30 R31 R32 R33 R34 R35 R36 R37 R39 R40',
    ],
    ['scale: all of it', 'scale', offLine, all],
    ['review: nothing that was never answered', 'review', realCare, ''],
    ['cease: nothing', 'cease', realCare, ''],
  ]
  test.each(table)('%s', (_name, gate, deployment, unmet) => {
    const assessment = assessGate(
      gate,
      inOrder({ stage: stageBefore[gate], deployment, statuses: [] }),
    )
    expect(ids(assessment.unmet)).toBe(unmet)
    expect(assessment.canPass).toBe(unmet === '')
  })
})

describe('with everything in order', () => {
  test.each(GATE_IDS)('gate %s can be passed', (gate) => {
    const assessment = assessGate(gate, inOrder({ stage: stageBefore[gate] }))
    expect(ids(assessment.unmet)).toBe('')
    expect(assessment.canPass).toBe(true)
    expect(assessment.frameworkVersion).toBe(framework.version)
    expect(assessment.assessedAt).toBe('2026-11-22T10:00:00.000Z')
  })

  test('a requirement stands in one list only', () => {
    const assessment = assessGate('usual', inOrder({ stage: 'implement' }))
    const every = PLACES.flatMap((place) => assessment[place].map((item) => item.requirementId))
    expect(new Set(every).size).toBe(every.length)
  })
})

const requirementCases: [string, GateId, GateFacts, string, Place, string][] = [
  ['no answer', 'implement', but(nothingOnFile('R31')), 'R31', 'unmet', 'No answer yet.'],
  [
    'blank answers are no answer',
    'implement',
    but({
      ...nothingOnFile('R31'),
      answers: { values: { 'who-checks': '  ' }, answeredOn: '2026-06-01' },
    }),
    'R31',
    'unmet',
    'No answer yet.',
  ],
  [
    'some answers',
    'implement',
    but({
      ...nothingOnFile('R31'),
      answers: { values: { 'who-checks': 'Radiologist' }, answeredOn: '2026-06-01' },
    }),
    'R31',
    'unmet',
    '1 of 4 questions answered. Still needed: When is it checked? How does someone override it? Who may switch it off, and how?',
  ],
  [
    'answered and not signed',
    'implement',
    but(complete('R31', { signature: null })),
    'R31',
    'unmet',
    'Answered on 1 June 2026 and not signed yet. It is for the clinical safety officer or deployment owner to sign.',
  ],
  [
    'signed by a role that may',
    'implement',
    inOrder(),
    'R31',
    'met',
    'Signed by Dr Example (clinical safety officer) on 3 June 2026.',
  ],
  [
    'signed by a role that may not',
    'implement',
    but(complete('R31', { signature: signedBy('staff') })),
    'R31',
    'unmet',
    'Signed by Dr Example (member of staff), whose role may not sign this. It is for the clinical safety officer or deployment owner to sign.',
  ],
  [
    'changed after it was signed',
    'implement',
    but(complete('R31', { signature: signedBy('deployment-owner', '2026-05-01') })),
    'R31',
    'unmet',
    'Changed on 1 June 2026, after it was signed on 1 May 2026. It must be signed again.',
  ],
  [
    'a document in place of answers',
    'implement',
    but({
      ...nothingOnFile('R31'),
      document: { title: 'Oversight rule', addedOn: '2026-06-01' },
      signature: signedBy('deployment-owner'),
    }),
    'R31',
    'met',
    'Signed by Dr Example (deployment owner) on 3 June 2026.',
  ],
  [
    'in date by its months',
    'implement',
    inOrder(),
    'R33',
    'met',
    'Signed by Dr Example (deployment owner) on 3 June 2026, in date until 3 June 2027.',
  ],
  [
    'the last day is still in date',
    'implement',
    but(complete('R33', { inDateUntil: '2026-11-22' })),
    'R33',
    'met',
    'Signed by Dr Example (deployment owner) on 3 June 2026, in date until 22 November 2026.',
  ],
  [
    'expired yesterday',
    'implement',
    but(complete('R33', { inDateUntil: '2026-11-21' })),
    'R33',
    'unmet',
    'Expired on 21 November 2026.',
  ],
  [
    'under review after a new version',
    'implement',
    but(complete('R04', { underReview: { since: 'version 2.3' } })),
    'R04',
    'unmet',
    'Under review since version 2.3.',
  ],
  [
    'accepted from another organisation',
    'pilot',
    but(
      {
        ...nothingOnFile('R06'),
        acceptance: {
          organisationName: 'Example Trust',
          version: '2.3',
          signature: signedBy('clinical-safety-officer'),
          until: '2027-01-01',
        },
      },
      { stage: 'assess' },
    ),
    'R06',
    'accepted',
    'Accepted from Example Trust for version 2.3 by Dr Example (clinical safety officer) on 3 June 2026, until 1 January 2027.',
  ],
  [
    'accepted without version or end',
    'pilot',
    but(
      {
        ...nothingOnFile('R06'),
        acceptance: {
          organisationName: 'Example Trust',
          version: null,
          signature: signedBy('clinical-safety-officer'),
          until: null,
        },
      },
      { stage: 'assess' },
    ),
    'R06',
    'accepted',
    'Accepted from Example Trust by Dr Example (clinical safety officer) on 3 June 2026.',
  ],
  [
    'accepted by a role that may not',
    'pilot',
    but(
      {
        ...nothingOnFile('R06'),
        acceptance: {
          organisationName: 'Example Trust',
          version: null,
          signature: signedBy('staff'),
          until: null,
        },
      },
      { stage: 'assess' },
    ),
    'R06',
    'unmet',
    'Accepted from Example Trust by Dr Example (member of staff) on 3 June 2026, whose role may not sign this.',
  ],
  [
    'an acceptance that expired',
    'pilot',
    but(
      {
        ...nothingOnFile('R06'),
        acceptance: {
          organisationName: 'Example Trust',
          version: null,
          signature: signedBy('clinical-safety-officer'),
          until: '2026-01-01',
        },
      },
      { stage: 'assess' },
    ),
    'R06',
    'unmet',
    'The acceptance expired on 1 January 2026.',
  ],
  [
    'an acceptance under review',
    'pilot',
    but(
      {
        ...nothingOnFile('R06'),
        underReview: { since: 'version 2.3' },
        acceptance: {
          organisationName: 'Example Trust',
          version: null,
          signature: signedBy('clinical-safety-officer'),
          until: null,
        },
      },
      { stage: 'assess' },
    ),
    'R06',
    'unmet',
    'Under review since version 2.3.',
  ],
  [
    'an acceptance that expired beside our own signed answer',
    'pilot',
    but(
      complete('R06', {
        acceptance: {
          organisationName: 'Example Trust',
          version: null,
          signature: signedBy('clinical-safety-officer'),
          until: '2026-01-01',
        },
      }),
      { stage: 'assess' },
    ),
    'R06',
    'met',
    'Signed by Dr Example (supplier contact) on 3 June 2026.',
  ],
  [
    'evidence of a deployment taken over from elsewhere',
    'implement',
    but({
      ...nothingOnFile('R31'),
      acceptance: {
        organisationName: 'Example Trust',
        version: null,
        signature: signedBy('deployment-owner'),
        until: null,
      },
    }),
    'R31',
    'unmet',
    'Taken over from Example Trust as a starting point. It must be signed here.',
  ],
  [
    'taken over and signed here',
    'implement',
    but(
      complete('R31', {
        acceptance: {
          organisationName: 'Example Trust',
          version: null,
          signature: signedBy('deployment-owner'),
          until: null,
        },
      }),
    ),
    'R31',
    'met',
    'Signed by Dr Example (clinical safety officer) on 3 June 2026.',
  ],
  [
    'does not apply on the facts',
    'implement',
    inOrder({ deployment: backOffice }),
    'R28',
    'notApplicable',
    'Does not apply. It cannot affect the care of a patient. It does not touch real care.',
  ],
  [
    'applies while a fact is not answered',
    'pilot',
    inOrder({ stage: 'assess', deployment: { ...backOffice, personalData: null }, statuses: [] }),
    'R18',
    'unmet',
    'No answer yet.',
  ],
  [
    'said not to apply by a role that may sign',
    'implement',
    but({
      ...nothingOnFile('R31'),
      notApplicable: { reason: 'Nothing to oversee.', signature: signedBy('deployment-owner') },
    }),
    'R31',
    'notApplicable',
    'Said not to apply by Dr Example (deployment owner): Nothing to oversee.',
  ],
  [
    'said not to apply by a role that may not',
    'implement',
    but({
      ...nothingOnFile('R31'),
      notApplicable: { reason: 'No.', signature: signedBy('staff') },
    }),
    'R31',
    'unmet',
    'No answer yet. Dr Example (member of staff) said that it does not apply, but that role may not sign this.',
  ],
  [
    'the safety file of real care cannot be said away',
    'implement',
    but({
      ...nothingOnFile('R04'),
      notApplicable: { reason: 'No.', signature: signedBy('clinical-safety-officer') },
    }),
    'R04',
    'unmet',
    'No answer yet. Dr Example (clinical safety officer) said that it does not apply. It does on the facts given; correct those if they are wrong.',
  ],
  [
    'advised, not required',
    'implement',
    but(nothingOnFile('R32'), { deployment: offLine }),
    'R32',
    'advisory',
    'No answer yet.',
  ],
  [
    'a draft safety file before an off-line pilot',
    'pilot',
    but(complete('R04', { signature: null }), { stage: 'assess', deployment: offLine }),
    'R04',
    'met',
    'Draft of 1 June 2026. A draft is enough at this gate.',
  ],
  [
    'a draft document before an off-line pilot',
    'pilot',
    but(
      { ...nothingOnFile('R04'), document: { title: 'Safety file', addedOn: '2026-05-01' } },
      { stage: 'assess', deployment: offLine },
    ),
    'R04',
    'met',
    'Draft of 1 May 2026. A draft is enough at this gate.',
  ],
  [
    'a signed file before an off-line pilot',
    'pilot',
    inOrder({ stage: 'assess', deployment: offLine }),
    'R04',
    'met',
    'On file since 1 June 2026. A draft is enough at this gate.',
  ],
  [
    'not even a draft before an off-line pilot',
    'pilot',
    but(nothingOnFile('R04'), { stage: 'assess', deployment: offLine }),
    'R04',
    'unmet',
    'No answer yet.',
  ],
  [
    'a draft safety file before a pilot in real care',
    'pilot',
    but(complete('R04', { signature: null }), { stage: 'assess' }),
    'R04',
    'unmet',
    'Answered on 1 June 2026 and not signed yet. It is for the clinical safety officer to sign.',
  ],
  [
    'a draft when nobody has said whether care is touched',
    'pilot',
    but(complete('R04', { signature: null }), {
      stage: 'assess',
      deployment: { ...realCare, realCare: null },
    }),
    'R04',
    'unmet',
    'Answered on 1 June 2026 and not signed yet. It is for the clinical safety officer to sign.',
  ],
  [
    'a draft is not enough to implement',
    'implement',
    but(complete('R04', { signature: null }), { deployment: offLine }),
    'R04',
    'unmet',
    'Answered on 1 June 2026 and not signed yet. It is for the clinical safety officer to sign.',
  ],
  [
    'validation with points that reach the pass mark',
    'implement',
    inOrder(),
    'R28',
    'met',
    'Signed by Dr Example (clinical safety officer) on 3 June 2026. AUROC 0.88, interval 0.84 to 0.92, reaches the pass mark 0.85; the interval includes the pass mark (303 cases, 139 with the outcome).',
  ],
  [
    'validation with an interval wholly below',
    'implement',
    but(
      complete('R28', {
        points: [{ ...goodPoint, value: 0.74, low: 0.71, high: 0.78, n: 294, events: 106 }],
      }),
    ),
    'R28',
    'unmet',
    'AUROC: interval 0.71 to 0.78 is wholly below the pass mark 0.85 (294 cases, 106 with the outcome).',
  ],
  [
    'validation without points',
    'implement',
    but(complete('R28', { points: [] })),
    'R28',
    'unmet',
    'No points yet.',
  ],
  [
    'the fallback not tested before business as usual',
    'usual',
    but(
      complete('R32', {
        answers: { values: { plan: 'Paper', 'how-known': 'A banner' }, answeredOn: '2026-06-01' },
      }),
      { stage: 'implement' },
    ),
    'R32',
    'unmet',
    '2 of 3 questions answered. Still needed: When was the fallback last tested?',
  ],
  [
    'a document does not spare the questions of this gate',
    'usual',
    but(
      {
        ...nothingOnFile('R32'),
        document: { title: 'Plan', addedOn: '2026-06-01' },
        signature: signedBy('deployment-owner'),
      },
      { stage: 'implement' },
    ),
    'R32',
    'unmet',
    '0 of 1 questions answered. Still needed: When was the fallback last tested?',
  ],
  [
    'too few people trained',
    'usual',
    but(
      complete('R33', {
        answers: {
          values: { who: 'All', content: 'Limits', 'target-share': 90, 'trained-share': 72 },
          answeredOn: '2026-06-01',
        },
      }),
      { stage: 'implement' },
    ),
    'R33',
    'unmet',
    'Not enough yet. What share has completed it? 72. What share must have completed it? 90.',
  ],
  [
    'a share that is not a number',
    'usual',
    but(
      complete('R33', {
        answers: {
          values: { who: 'All', content: 'Limits', 'target-share': 90, 'trained-share': 'most' },
          answeredOn: '2026-06-01',
        },
      }),
      { stage: 'implement' },
    ),
    'R33',
    'unmet',
    'Not enough yet. What share has completed it? not a number. What share must have completed it? 90.',
  ],
  [
    'a monitoring plan with figures arriving',
    'usual',
    inOrder({ stage: 'implement' }),
    'R34',
    'met',
    'Signed by Dr Example (deployment owner) on 3 June 2026.',
  ],
  [
    'a monitoring plan without figures',
    'usual',
    inOrder({ stage: 'implement', monitoring: { lastPointOn: null, nextPointDueOn: null } }),
    'R34',
    'unmet',
    'No monitoring figures have arrived yet.',
  ],
  [
    'figures that stopped',
    'usual',
    inOrder({
      stage: 'implement',
      monitoring: { lastPointOn: '2026-10-01', nextPointDueOn: '2026-10-08' },
    }),
    'R34',
    'unmet',
    'The last monitoring figures are of 1 October 2026. The next were due on 8 October 2026.',
  ],
  [
    'figures without a next date',
    'usual',
    inOrder({
      stage: 'implement',
      monitoring: { lastPointOn: '2026-10-01', nextPointDueOn: null },
    }),
    'R34',
    'met',
    'Signed by Dr Example (deployment owner) on 3 June 2026.',
  ],
  [
    'no plan agreed',
    'usual',
    inOrder({ stage: 'implement', monitoring: null }),
    'R34',
    'unmet',
    'There is no agreed monitoring plan.',
  ],
  [
    'asked at an earlier gate and lapsed since',
    'usual',
    but(complete('R30', { inDateUntil: '2026-10-01' }), { stage: 'implement' }),
    'R30',
    'unmet',
    'Expired on 1 October 2026.',
  ],
  [
    'a review finds evidence expired',
    'review',
    but(complete('R33', { inDateUntil: '2026-10-01' }), { stage: 'usual' }),
    'R33',
    'unmet',
    'Expired on 1 October 2026.',
  ],
  [
    'a review finds evidence under review',
    'review',
    but(complete('R04', { underReview: { since: 'version 2.4' } }), { stage: 'scale' }),
    'R04',
    'unmet',
    'Under review since version 2.4.',
  ],
  [
    'a review finds an exception ended',
    'review',
    but(nothingOnFile('R33'), {
      stage: 'usual',
      exceptions: [exceptionFor('R33', 'usual', { until: '2026-11-21' })],
    }),
    'R33',
    'unmet',
    'No answer yet. The exception by Dr Example ended on 21 November 2026.',
  ],
  [
    'a review only advises on what was never answered',
    'review',
    but(nothingOnFile('R33'), { stage: 'usual' }),
    'R33',
    'advisory',
    'No answer yet.',
  ],
]

describe('a requirement', () => {
  test.each(requirementCases)('%s (%s)', (_name, gate, facts, id, place, sentence) => {
    const [foundPlace, item] = find(assessGate(gate, facts), id)
    expect([foundPlace, item.sentence]).toEqual([place, sentence])
    expect(item.target).toBe(`requirement:${id}`)
  })

  test('carried from an earlier gate says where it was first asked', () => {
    const assessment = assessGate('usual', but(nothingOnFile('R18'), { stage: 'implement' }))
    expect(find(assessment, 'R18')[1].askedAt).toBe('pilot')
  })

  test('says why nobody may make an exception', () => {
    const item = find(assessGate('implement', but(nothingOnFile('R04'))), 'R04')[1]
    expect(item.mayExcept).toBe('nobody')
    expect(item.exceptionNote).toMatch(/signed safety file/)
  })
})

const notMet = 'Not met: No answer yet.'
const exceptionCases: [string, GateId, GateFacts, string, Place, string][] = [
  [
    'by the role allowed, in date',
    'implement',
    but(nothingOnFile('R33'), { exceptions: [exceptionFor('R33', 'implement')] }),
    'R33',
    'excepted',
    `Exception by Dr Example (executive sponsor) until 31 December 2026: Waiting for the supplier. ${notMet}`,
  ],
  [
    'on its last day',
    'implement',
    but(nothingOnFile('R33'), {
      exceptions: [exceptionFor('R33', 'implement', { until: '2026-11-22' })],
    }),
    'R33',
    'excepted',
    `Exception by Dr Example (executive sponsor) until 22 November 2026: Waiting for the supplier. ${notMet}`,
  ],
  [
    'ended',
    'implement',
    but(nothingOnFile('R33'), {
      exceptions: [exceptionFor('R33', 'implement', { until: '2026-11-21' })],
    }),
    'R33',
    'unmet',
    'No answer yet. The exception by Dr Example ended on 21 November 2026.',
  ],
  [
    'by a role that may not',
    'implement',
    but(nothingOnFile('R33'), {
      exceptions: [exceptionFor('R33', 'implement', { grantedBy: signedBy('deployment-owner') })],
    }),
    'R33',
    'unmet',
    'No answer yet. The exception by Dr Example does not count: a deployment owner may not make it. It is for the executive sponsor.',
  ],
  [
    'by the person who signed the evidence',
    'implement',
    but(
      complete('R33', {
        inDateUntil: '2026-10-01',
        signature: signedBy('deployment-owner', '2026-06-03', 'per_1'),
      }),
      {
        exceptions: [
          exceptionFor('R33', 'implement', {
            grantedBy: signedBy('executive-sponsor', '2026-11-01', 'per_1'),
          }),
        ],
      },
    ),
    'R33',
    'unmet',
    'Expired on 1 October 2026. The exception by Dr Example does not count: the same person signed the evidence.',
  ],
  [
    'to the safety file of real care',
    'implement',
    but(nothingOnFile('R04'), { exceptions: [exceptionFor('R04', 'implement')] }),
    'R04',
    'unmet',
    'No answer yet. The exception by Dr Example does not count: nobody may make an exception to this.',
  ],
  [
    'to the safety file when real care is not answered',
    'implement',
    but(nothingOnFile('R04'), {
      deployment: { ...realCare, realCare: null },
      exceptions: [exceptionFor('R04', 'implement')],
    }),
    'R04',
    'unmet',
    'No answer yet. The exception by Dr Example does not count: nobody may make an exception to this.',
  ],
  [
    'to the safety file off-line',
    'implement',
    but(nothingOnFile('R04'), {
      deployment: offLine,
      exceptions: [exceptionFor('R04', 'implement')],
    }),
    'R04',
    'excepted',
    `Exception by Dr Example (executive sponsor) until 31 December 2026: Waiting for the supplier. ${notMet}`,
  ],
  [
    'to a DPIA the law requires',
    'pilot',
    but(nothingOnFile('R18'), { stage: 'assess', exceptions: [exceptionFor('R18', 'pilot')] }),
    'R18',
    'unmet',
    'No answer yet. The exception by Dr Example does not count: nobody may make an exception to this.',
  ],
  [
    'to a DPIA of a back-office tool with personal data',
    'pilot',
    but(nothingOnFile('R18'), {
      stage: 'assess',
      deployment: { ...backOffice, personalData: true },
      exceptions: [exceptionFor('R18', 'pilot')],
    }),
    'R18',
    'excepted',
    `Exception by Dr Example (executive sponsor) until 31 December 2026: Waiting for the supplier. ${notMet}`,
  ],
  [
    'made at the gate that first asked still counts later',
    'usual',
    but(nothingOnFile('R30'), { stage: 'implement', exceptions: [exceptionFor('R30', 'pilot')] }),
    'R30',
    'excepted',
    `Exception by Dr Example (executive sponsor) until 31 December 2026: Waiting for the supplier. ${notMet}`,
  ],
  [
    'made at an earlier gate does not cover what a later one asks',
    'usual',
    but(nothingOnFile('R34'), { stage: 'implement', exceptions: [exceptionFor('R34', 'pilot')] }),
    'R34',
    'unmet',
    'No answer yet.',
  ],
  [
    'to a check of the gate',
    'implement',
    inOrder({
      openConditions: [
        { condition: 'Train the night shift', ownerName: 'Ms Example', dueOn: '2026-12-01' },
      ],
      exceptions: [exceptionFor('conditions-closed', 'implement')],
    }),
    'conditions-closed',
    'excepted',
    'Exception by Dr Example (executive sponsor) until 31 December 2026: Waiting for the supplier. Not met: Condition still open: Train the night shift (Ms Example, due on 1 December 2026).',
  ],
]

describe('an exception', () => {
  test.each(exceptionCases)('%s (%s)', (_name, gate, facts, id, place, sentence) => {
    const [foundPlace, item] = find(assessGate(gate, facts), id)
    expect([foundPlace, item.sentence]).toEqual([place, sentence])
    expect(item.exception === null).toBe(place !== 'excepted')
  })
})

const checkCases: [string, GateId, Partial<GateFacts>, string, Place, string][] = [
  [
    'the version is not chosen',
    'pilot',
    { versionChosen: false },
    'version-chosen',
    'unmet',
    'The version has not been chosen yet.',
  ],
  ['the version is chosen', 'pilot', {}, 'version-chosen', 'met', 'A version is chosen.'],
  [
    'a condition is overdue',
    'implement',
    { openConditions: [{ condition: 'Audit', ownerName: 'Ms Example', dueOn: '2026-11-01' }] },
    'conditions-closed',
    'unmet',
    'Condition still open: Audit (Ms Example, was due on 1 November 2026).',
  ],
  [
    'one serious concern is open',
    'usual',
    { openSeriousConcerns: ['C-12'] },
    'no-open-serious-concern',
    'unmet',
    'A serious concern is open: C-12.',
  ],
  [
    'two serious concerns are open',
    'scale',
    { openSeriousConcerns: ['C-12', 'C-13'] },
    'no-open-serious-concern',
    'unmet',
    '2 serious concerns are open: C-12, C-13.',
  ],
  [
    'a serious concern only warns a review',
    'review',
    { openSeriousConcerns: ['C-12'] },
    'no-open-serious-concern',
    'advisory',
    'A serious concern is open: C-12.',
  ],
  [
    'a review with figures on time',
    'review',
    {},
    'last-point-on-time',
    'met',
    'Monitoring figures are on time.',
  ],
  [
    'a review with figures late',
    'review',
    { monitoring: { lastPointOn: '2026-10-01', nextPointDueOn: '2026-10-08' } },
    'last-point-on-time',
    'unmet',
    'The last monitoring figures are of 1 October 2026. The next were due on 8 October 2026.',
  ],
  [
    'a review with an unexplained signal',
    'review',
    { unexplainedSignals: [{ measure: 'Sensitivity', on: '2026-11-09' }] },
    'no-unexplained-signal',
    'unmet',
    'Signal not yet explained: Sensitivity on 9 November 2026.',
  ],
  [
    'a review with several signals, two of one measure',
    'review',
    {
      unexplainedSignals: ['Sensitivity', 'Sensitivity', 'AUROC'].map((measure) => ({
        measure,
        on: '2026-11-09',
      })),
    },
    'no-unexplained-signal',
    'unmet',
    '3 signals not yet explained: Sensitivity on 9 November 2026; AUROC on 9 November 2026.',
  ],
  [
    'scaling before any review',
    'scale',
    { reviewsPassed: 0 },
    'review-passed',
    'unmet',
    'No review has been passed in business as usual yet.',
  ],
  [
    'scaling before catching up',
    'scale',
    { inUseBeforeAssessment: { registeredAt: 'usual', catchUpOutstanding: ['Local validation'] } },
    'caught-up',
    'unmet',
    'In use before assessment. Still to catch up: Local validation.',
  ],
  [
    'scaling after catching up',
    'scale',
    { inUseBeforeAssessment: { registeredAt: 'usual', catchUpOutstanding: [] } },
    'caught-up',
    'met',
    'Evidence has caught up with use.',
  ],
]

describe('a check of the record', () => {
  test.each(checkCases)('%s (%s)', (_name, gate, change, id, place, sentence) => {
    const assessment = assessGate(gate, inOrder({ stage: stageBefore[gate], ...change }))
    const [foundPlace, item] = find(assessment, id)
    expect([foundPlace, item.sentence]).toEqual([place, sentence])
    expect(assessment.canPass).toBe(place !== 'unmet')
  })
})

describe('the whole', () => {
  const inUse = { registeredAt: 'usual', catchUpOutstanding: [] } as const
  const standings: [string, GateId, GateFacts['inUseBeforeAssessment'], string][] = [
    ['an ordinary deployment', 'pilot', null, 'open'],
    ['a gate behind a tool in use before assessment', 'pilot', inUse, 'not-passed-here'],
    ['the gate to the stage it was found at', 'usual', inUse, 'not-passed-here'],
    ['a gate ahead of it', 'scale', inUse, 'open'],
    ['its review', 'review', inUse, 'open'],
    ['its cease', 'cease', inUse, 'open'],
  ]
  test.each(standings)(
    '%s reads as it should (%s)',
    (_name, gate, inUseBeforeAssessment, standing) => {
      const assessment = assessGate(gate, inOrder({ stage: 'usual', inUseBeforeAssessment }))
      expect(assessment.standing).toBe(standing)
      const says = assessment.reasons.includes(
        'Not passed here: it was in use before it was assessed.',
      )
      expect(says).toBe(standing === 'not-passed-here')
    },
  )

  test('a gate cannot be passed from another stage, and says so', () => {
    const assessment = assessGate('usual', inOrder({ stage: 'assess' }))
    expect(assessment.canPass).toBe(false)
    expect(assessment.unmet).toEqual([])
    expect(assessment.reasons[0]).toBe(
      'This gate leads on from the stage Implement. This is at the stage Assess.',
    )
  })

  test.each(framework.stages.map((stage) => stage.id))(
    'nothing ever blocks a cease, from the stage %s and with everything wrong',
    (stage) => {
      const wrong = inOrder({
        stage,
        statuses: [],
        monitoring: null,
        versionChosen: false,
        openSeriousConcerns: ['C-1'],
        unexplainedSignals: [{ measure: 'AUROC', on: '2026-11-01' }],
        inUseBeforeAssessment: { registeredAt: 'usual', catchUpOutstanding: ['R04'] },
      })
      const assessment = assessGate('cease', wrong)
      expect([assessment.canPass, assessment.unmet]).toEqual([true, []])
      expect(ids(assessment.advisory)).toBe('R04 R32 R40 R50')
    },
  )

  test('nothing blocks a cease even where the data said so', () => {
    const gates = framework.gates.map((gate) =>
      gate.id === 'cease'
        ? {
            ...gate,
            checks: [{ check: 'version-chosen', effect: 'blocks', mayExcept: 'nobody' }] as const,
          }
        : gate,
    )
    const requirements = framework.requirements.map((one) => ({
      ...one,
      gates: one.gates.map((gate) => ({ ...gate, effect: 'blocks' as const })),
    }))
    const facts = inOrder({ statuses: [], versionChosen: false })
    const assessment = assessGate('cease', {
      ...facts,
      framework: { ...framework, gates, requirements },
    })
    expect([assessment.canPass, assessment.unmet]).toEqual([true, []])
  })

  test('sums up what blocks, what is excepted and what is advised', () => {
    const facts = but(nothingOnFile('R33'), {
      deployment: offLine,
      exceptions: [exceptionFor('R33', 'implement')],
    })
    const statuses = facts.statuses.filter((one) => !['R31', 'R32'].includes(one.requirementId))
    expect(assessGate('implement', { ...facts, statuses }).reasons).toEqual([
      '1 thing blocks this gate.',
      'By exception: Staff training and competence.',
      'Advised, not required here: Fallback and business continuity.',
    ])
  })

  test('names everything that is advised; where that is listed below, more than three are a number', () => {
    const assessment = assessGate('cease', inOrder({ statuses: [] }))
    const names = assessment.advisory.map((item) => item.name)
    expect(names.length).toBeGreaterThan(3)
    const [first, advised] = assessment.reasons
    expect(advised).toBe(`Advised, not required here: ${names.join(', ')}.`)
    expect(wordedAssessment(assessment).reasons).toEqual([first, advised])
    expect(reasonsInShort(assessment)).toEqual([
      first,
      `Advised, not required here: ${names.length} things.`,
    ])
  })

  test('a gate the framework does not have is an error', () => {
    const without = { ...framework, gates: [] }
    expect(() => assessGate('pilot', inOrder({ framework: without }))).toThrow(/no gate pilot/)
  })
})
