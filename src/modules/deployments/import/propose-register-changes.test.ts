import { describe, expect, test } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { proposeRegisterChanges, type KnownRegister } from './propose-register-changes.js'
import { readRegisterFile, type RegisterRow } from './read-register-file.js'

const known: KnownRegister = {
  organisation: { name: 'Example Trust', odsCode: 'RX1' },
  products: new Map([
    ['triage', [{ id: 'p1', name: 'Triage', versions: [{ id: 'v1', name: '1.0' }] }]],
    ['scribe', [{ id: 'p2', name: 'Scribe', versions: [] }]],
    [
      'twin',
      [
        { id: 'p3', name: 'Twin', versions: [] },
        { id: 'p4', name: 'Twin', versions: [] },
      ],
    ],
  ]),
  deployments: [
    {
      id: 'd1',
      productId: 'p1',
      useTitle: 'Chest X-rays',
      versionId: null,
      stage: 'usual',
      ownerId: 'a1',
      revision: 1,
    },
  ],
  owners: new Map([
    ['ann@example.test', [{ personId: 'a1', name: 'Ann' }]],
    [
      'bo',
      [
        { personId: 'a2', name: 'Bo' },
        { personId: 'a3', name: 'Bo' },
      ],
    ],
  ]),
  stages: new Map([
    ['usual', 'usual'],
    ['business as usual', 'usual'],
    ['pilot', 'pilot'],
  ]),
}

const row = (given: Partial<RegisterRow>): RegisterRow => ({
  row: 2,
  organisation: 'RX1',
  product: 'Triage',
  version: '',
  use: 'CHEST X-rays',
  stage: 'Business as usual',
  owner: '',
  ...given,
})

describe('a row stands in one list', () => {
  test.each([
    ['the same', {}, { unchanged: 1 }],
    [
      'a version chosen',
      { version: '1.0' },
      { changed: [{ deploymentId: 'd1', versionId: 'v1' }] },
    ],
    ['the same owner', { owner: 'ANN@example.test' }, { unchanged: 1 }],
    [
      'another use',
      { use: 'Wrists', stage: 'pilot' },
      { added: [{ productId: 'p1', stage: 'pilot' }] },
    ],
    [
      'another stage',
      { stage: 'pilot' },
      { needsAPerson: [{ reason: expect.stringContaining('gates') }] },
    ],
    ['no such product', { product: 'Nix' }, { needsAPerson: [{ row: 2 }] }],
    ['two products', { product: 'Twin' }, { needsAPerson: [{ row: 2 }] }],
    ['no such version', { version: '9' }, { needsAPerson: [{ row: 2 }] }],
    ['no such owner', { owner: 'Zoe' }, { needsAPerson: [{ row: 2 }] }],
    ['two owners of a name', { owner: 'bo' }, { needsAPerson: [{ row: 2 }] }],
    ['no product', { product: '' }, { skipped: [{ reason: 'The product is missing.' }] }],
    ['no use', { use: '' }, { skipped: [{ row: 2 }] }],
    ['a stage nobody knows', { stage: 'live' }, { skipped: [{ row: 2 }] }],
    ['an NHS number', { use: 'For 943 476 5919' }, { skipped: [{ row: 2 }] }],
    ['another organisation', { organisation: 'RX2' }, { skipped: [{ row: 2 }] }],
  ])('%s', (_name, given, expected) => {
    const { read, ...proposal } = proposeRegisterChanges([row(given)], known)
    expect(proposal).toMatchObject({
      added: [],
      changed: [],
      unchanged: 0,
      needsAPerson: [],
      skipped: [],
      ...expected,
    })
    expect(read).toBe(1)
  })

  test('the second of two equal rows is skipped and names the first', () => {
    const { skipped } = proposeRegisterChanges([row({}), row({ row: 3 })], known)
    expect(skipped).toEqual([
      { row: 3, key: 'Triage, CHEST X-rays', reason: 'The same product and use stand in row 2.' },
    ])
  })
})

describe('the file', () => {
  const heading = 'Organisation,Product,Version,Use,Stage,Owner\n'
  test('is read whatever the order and capitals of its columns, with a byte order mark', () => {
    const rows = readRegisterFile(
      Buffer.from(`\uFEFFStage,Use,Product,Version,Owner,Organisation\npilot,"A, B",X,1,,\n`),
    )
    expect(rows).toEqual([
      {
        row: 2,
        organisation: '',
        product: 'X',
        version: '1',
        use: 'A, B',
        stage: 'pilot',
        owner: '',
      },
    ])
  })
  test.each([
    [Buffer.from([0x50, 0xe9, 0x0a]), 'not UTF-8'],
    [Buffer.from('product,use\nA,B\n'), 'lacks these columns: organisation, version, stage, owner'],
    [Buffer.from(heading), 'no rows'],
    [Buffer.from(`${heading}"a,b\n`), 'cannot be read as CSV'],
  ])('%j is refused with a sentence', (bytes, sentence) => {
    expect(() => readRegisterFile(bytes)).toThrow(Invalid)
    expect(() => readRegisterFile(bytes)).toThrow(sentence)
  })
})
