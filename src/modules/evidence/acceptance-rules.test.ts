import { describe, expect, test } from 'vitest'
import {
  agreedWay,
  detailDigest,
  requirementDigest,
  requireRequirement,
} from '#modules/framework/index.js'
import { acceptanceState, changedSince, type AskedNow } from './acceptance-rules.js'
import type { SignedAnswer } from './model.js'
import { mayLeave, openedAtFirst } from './opens-to.js'

const TODAY = '2026-11-02'
const framework = agreedWay()
const requirement = requireRequirement(framework, 'R01')
const now = { requirement, framework }

const source: SignedAnswer = {
  id: 'evi_1',
  organisationId: 'org_supplier',
  scope: 'product_version',
  subjectId: 'ver_1',
  requirementId: 'R01',
  part: '',
  draftRevision: 1,
  values: {},
  fieldsNotApplicable: {},
  notApplicableReason: null,
  answeredOn: '2026-10-01',
  documents: [],
  versionId: 'ver_1',
  versionName: '4.1',
  frameworkVersion: '2026.10.1',
  requirementDigest: requirementDigest(requirement),
  detailDigest: 'of the way of its own system',
  signature: { personId: 'p', personName: 'P', role: 'supplier-contact', on: '2026-10-01' },
  signedAt: new Date('2026-10-01'),
  inDateUntil: null,
  reviewSince: null,
  supersededAt: null,
  opensTo: 'nhs',
  opensToNamed: [],
  withdrawnAt: null,
  withdrawnByName: null,
  withdrawnReason: null,
}

describe('what an acceptance comes to follows from its source', () => {
  test.each<[string, Partial<SignedAnswer>, string | null, object]>([
    ['nothing changed', {}, null, { state: 'stands', until: null }],
    ['its own last day', {}, '2026-12-01', { state: 'stands', until: '2026-12-01' }],
    ['its last day itself', {}, TODAY, { state: 'stands', until: TODAY }],
    [
      'the source ends first',
      { inDateUntil: '2026-11-30' },
      '2026-12-01',
      { state: 'stands', until: '2026-11-30' },
    ],
    [
      'the source has expired',
      { inDateUntil: '2026-11-01' },
      null,
      { state: 'expired', until: '2026-11-01' },
    ],
    ['its own day is over', {}, '2026-11-01', { state: 'expired', until: '2026-11-01' }],
    [
      'signed again',
      { supersededAt: new Date() },
      null,
      { state: 'under-review', since: 'S signed it again' },
    ],
    [
      'withdrawn',
      { withdrawnAt: new Date(), supersededAt: new Date() },
      null,
      { state: 'under-review', since: 'S withdrew it' },
    ],
    [
      'under review there',
      { reviewSince: 'version 4.2' },
      null,
      { state: 'under-review', since: 'version 4.2, at S' },
    ],
    ['another requirement now', { requirementDigest: 'other' }, null, { state: 'under-review' }],
    [
      'a role that may sign it no longer',
      { signature: { ...source.signature, role: 'analyst' } },
      null,
      { state: 'under-review', since: expect.stringContaining('who signs') },
    ],
    ['before digests were kept', { requirementDigest: null }, null, { state: 'stands' }],
  ])('%s', (_what, change, until, expected) => {
    const acceptance = {
      sourceName: 'S',
      until,
      detailDigest: detailDigest(framework, requirement),
      reviewSince: null,
    }
    expect(acceptanceState(acceptance, { ...source, ...change }, now, TODAY)).toMatchObject(
      expected,
    )
  })

  const otherForm = { forms: framework.forms.filter(({ id }) => id !== requirement.form) }
  const local = { layer: 'L', example: null, wording: 'Say which version.', gates: [] }
  test.each<[string, AskedNow, string, string]>([
    ['the same form', now, detailDigest(framework, requirement), 'stands'],
    [
      'another form here',
      { requirement, framework: otherForm },
      detailDigest(framework, requirement),
      'under-review',
    ],
    [
      'words of the system here',
      { framework, requirement: { ...requirement, local } },
      detailDigest(framework, requirement),
      'under-review',
    ],
  ])('%s', (_what, asked, detail, state) => {
    const acceptance = { sourceName: 'S', until: null, detailDigest: detail, reviewSince: null }
    expect(acceptanceState(acceptance, source, asked, TODAY).state).toBe(state)
    const own = { ...source, detailDigest: detail }
    expect(changedSince(own, asked) === null).toBe(state === 'stands')
  })

  test('what was accepted before its form was kept is under review, and says so', () => {
    const detail = detailDigest(framework, requirement)
    const older = { sourceName: 'S', until: null, detailDigest: detail, reviewSince: 'it is older' }
    expect(acceptanceState(older, source, now, TODAY)).toEqual({
      state: 'under-review',
      since: 'it is older',
    })
  })

  test('what was signed before its form was kept stays', () => {
    const asked = { requirement, framework: otherForm }
    expect(changedSince({ ...source, detailDigest: null }, asked)).toBeNull()
  })
})

test.each([
  ['R44', true, 'own'],
  ['R44', false, 'partners'],
  ['R13', false, 'own'],
  ['R18', false, 'own'],
  ['R31', false, 'partners'],
])('%s signed by a supplier (%s) is opened at first to: %s', (id, isSupplier, opensTo) => {
  expect(openedAtFirst(id, isSupplier)).toBe(opensTo)
})

test('data protection assessments, ICO consultations and prices never leave', () => {
  expect(['R18', 'R19', 'R37', 'R13', 'R44'].map(mayLeave)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ])
})
