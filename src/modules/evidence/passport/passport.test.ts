import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { canonicalJson } from './canonical-json.js'
import { sealPassport } from './export-passport.js'
import { PASSPORT_FORMAT, type PassportFile, type PassportItem } from './passport-file.js'
import { passportVerbs } from './index.js'
import { openPassportKey } from './signing-key.js'
import { verifyPassport } from './verify-passport.js'

const statement: PassportItem = {
  id: 'evi_1',
  requirement: 'R44',
  part: '',
  name: 'Model card',
  scope: 'product_version',
  subject: 'ver_1',
  organisation: 'Example Supplier',
  version: '4.1',
  answers: { card: 'Card 3 of May', measures: ['auroc', 'ppv'], checked: true, rows: 12 },
  notApplicable: null,
  documents: [{ title: 'Card', digest: 'a'.repeat(64), address: null }],
  signedBy: 'Ines',
  role: 'supplier-contact',
  signedOn: '2026-11-02',
  inDateUntil: null,
  underReviewSince: null,
  frameworkVersion: '2026.10.1',
  acceptance: null,
}
const head = {
  about: { scope: 'product_version', id: 'ver_1', name: 'Example reader 4.1' },
  issuedBy: { id: 'org_1', name: 'Example Supplier' },
  issuedAt: '2026-11-02T10:00:00.000Z',
  frameworkVersion: '2026.10.1',
  note: 'Nothing more.',
}

let directory: string
let passport: PassportFile

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'wardround-key-'))
  const key = openPassportKey(join(directory, 'inner', 'key.pem'))
  passport = sealPassport(head, [statement, { ...statement, requirement: 'R01' }], key())
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const bytesOf = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

const verdictOf = (value: unknown, key?: string) => {
  const verdict = verifyPassport(bytesOf(value), key)
  return verdict.good ? 'good' : verdict.code
}

const other = () =>
  String(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }))

describe('the key of an installation', () => {
  test('is made once, read by its owner only, and stays the same', () => {
    const path = join(directory, 'other', 'key.pem')
    const open = openPassportKey(path)
    expect(existsSync(path)).toBe(false)
    const { fingerprint } = open()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(openPassportKey(path)().fingerprint).toBe(fingerprint)
  })
})

describe('verifying', () => {
  test('what was sealed is good, in any order of keys and spacing, with its key or without', () => {
    expect(verdictOf(passport)).toBe('good')
    expect(verdictOf(passport, passport.publicKey)).toBe('good')
    const turned = Object.fromEntries(Object.entries(passport).toReversed())
    expect(verdictOf(JSON.stringify(turned, null, 4))).toBe('good')
  })

  const changed = (change: (copy: PassportFile) => void): PassportFile => {
    const copy = structuredClone(passport)
    change(copy)
    return copy
  }
  const first = (copy: PassportFile): PassportFile['items'][number] => {
    const [item] = copy.items
    if (!item) throw new Error('no statement')
    return item
  }

  test.each<[string, () => unknown, string]>([
    [
      'an answer changed',
      () => changed((copy) => (first(copy).statement.answers['card'] = 'Card 4')),
      'changed',
    ],
    [
      'a document changed',
      () => changed((copy) => (first(copy).statement.documents = [])),
      'changed',
    ],
    ['a statement left out', () => changed((copy) => copy.items.pop()), 'changed'],
    ['statements in another order', () => changed((copy) => copy.items.reverse()), 'changed'],
    ['another issuer', () => changed((copy) => (copy.head.issuedBy.name = 'Somebody')), 'changed'],
    [
      'another date',
      () => changed((copy) => (copy.head.issuedAt = '2026-11-03T10:00:00.000Z')),
      'changed',
    ],
    ['another key in the file', () => changed((copy) => (copy.publicKey = other())), 'changed'],
    ['no signature', () => changed((copy) => (copy.signature = '')), 'changed'],
    ['a key that is none', () => changed((copy) => (copy.publicKey = 'none')), 'bad-key'],
    ['a later format', () => ({ ...passport, format: 'wardround-passport/2' }), 'unknown-format'],
    ['no format', () => ({ items: [] }), 'unknown-format'],
    ['cut off', () => JSON.stringify(passport).slice(0, -20), 'not-readable'],
    ['empty', () => '', 'not-readable'],
    ['something missing', () => ({ ...passport, head: undefined }), 'not-whole'],
    ['something added', () => ({ ...passport, more: 1 }), 'not-whole'],
    ['a list', () => [], 'unknown-format'],
  ])('%s is refused', (_what, made, code) => {
    expect(verdictOf(made())).toBe(code)
  })

  test('words that stand beside the ones that were signed', () => {
    const text = JSON.stringify(passport)
    const said = '"requirement":"R44"'
    expect(verdictOf(text.replace(said, `"requirement":"R07",${said}`))).toBe('changed')
    expect(verdictOf(text.replace('"answers":{', '"answers":{"card":"Another",'))).toBe('changed')
    expect(verdictOf(text.replace('"answers":{', '"answers":{"__proto__":"x",'))).not.toBe('good')
    const quoted = { ...statement, name: 'Says "name": and \\"', answers: { 'a": "b': 'c": {' } }
    const key = openPassportKey(join(directory, 'inner', 'key.pem'))
    expect(verdictOf(sealPassport(head, [quoted], key()))).toBe('good')
  })

  test('another key than the one given, and a key that is none', () => {
    expect(verdictOf(passport, other())).toBe('wrong-key')
    expect(verdictOf(passport, 'not a key')).toBe('bad-key')
  })

  test('a re-signed forgery passes only while no key is given', () => {
    const forged = sealPassport(
      head,
      [{ ...statement, signedBy: 'Mallory' }],
      openPassportKey(join(directory, 'forger.pem'))(),
    )
    expect(verdictOf(forged)).toBe('good')
    expect(verdictOf(forged, passport.publicKey)).toBe('wrong-key')
  })

  test('every single changed character outside of spacing is noticed', () => {
    const text = JSON.stringify(passport)
    fc.assert(
      fc.property(fc.nat(text.length - 1), (place) => {
        const letter = text[place] === 'x' ? 'y' : 'x'
        return verdictOf(`${text.slice(0, place)}${letter}${text.slice(place + 1)}`) !== 'good'
      }),
      { numRuns: 200 },
    )
  })
})

test('the canonical form does not depend on the order of keys', () => {
  expect(canonicalJson({ b: [1, 'é', null], a: { d: true, c: 0.5 } })).toBe(
    '{"a":{"c":0.5,"d":true},"b":[1,"é",null]}',
  )
  expect(() => canonicalJson(Number.NaN)).toThrow(RangeError)
  expect(PASSPORT_FORMAT).toBe('wardround-passport/1')
})

describe('passport verify', () => {
  const verify = (file: string, key?: string) => {
    const verb = passportVerbs(directory).find((one) => one.verb === 'verify')
    if (!verb) throw new Error('no such verb')
    const context = { options: { file, key } } as unknown as Parameters<typeof verb.run>[0]
    return verb.run(context)
  }
  const written = (name: string, text: string): string => {
    const path = join(directory, name)
    writeFileSync(path, text)
    return path
  }

  test('says what is in a good file, and that without a key it says less', async () => {
    const file = written('good.json', JSON.stringify(passport))
    const key = written('key.pub', passport.publicKey)
    expect((await verify(file)).json).toMatchObject({ good: true, statements: 2, key_given: false })
    expect((await verify(file)).text).toContain('only that nothing changed')
    expect((await verify(file, key)).json).toMatchObject({ key_given: true })
  })

  test('refuses a changed file as invalid, which is exit code 2, and a missing one', async () => {
    const file = written('bad.json', JSON.stringify(passport).replace('Ines', 'Mallory'))
    await expect(verify(file)).rejects.toThrow(Invalid)
    await expect(verify(join(directory, 'none.json'))).rejects.toThrow(
      new Invalid(`There is no file at ${join(directory, 'none.json')}.`),
    )
  })

  test.skipIf(process.platform === 'win32')('reads no more than a passport can be', async () => {
    await expect(verify('/dev/zero')).rejects.toThrow('is not an ordinary file')
    const good = written('good.json', JSON.stringify(passport))
    await expect(verify(good, '/dev/zero')).rejects.toThrow('is not an ordinary file')
    const huge = written('huge.json', '')
    truncateSync(huge, 2 ** 40)
    await expect(verify(huge)).rejects.toMatchObject({ problems: [{ field: 'too-large' }] })
  })
})
