import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalCard, canonicalDigest } from './canonical-card.js'
import { CARD_VERSIONS, sectionsOf, type CardElement } from './card-description.js'
import { LARGEST_CARD } from './decode-card.js'
import { parseCard } from './parse-card.js'
import { bytesOf, cardText } from './testing/card-text.js'

const read = (text: string) => parseCard(bytesOf(text))
const messages = (text: string) =>
  read(text)
    .problems.map((one) => one.message)
    .join('\n')
const card = cardText('0.2')

describe.each(CARD_VERSIONS)('a card of our own in v%s', (version) => {
  test('is valid and tells its product', () => {
    const found = parseCard(bytesOf(cardText(version)))
    expect(found.problems).toEqual([])
    expect(found.version).toBe(version)
    expect(found.product).toEqual({
      name: 'Example Chest Reader',
      developer: 'Example Imaging Ltd',
      version: '2.3',
      released: 'March 2026',
    })
    expect(found.statements).toHaveLength(version === '0.1' ? 55 : 71)
  })

  test('is the same in its canonical form, however it is spelled', () => {
    const plain = canonicalOf(cardText(version, { Bibliography: '' }))
    const other = cardText(version, { Bibliography: '' })
      .replace('<Bibliography></Bibliography>', '<Bibliography/>')
      .replace('<ModelName>', '<ModelName ><!-- a remark -->')
    expect(canonicalOf(other)).toBe(plain)
    expect(canonicalOf(plain)).toBe(plain)
    expect(canonicalDigest(plain)).toHaveLength(64)
    expect(canonicalOf(cardText(version, { Bibliography: 'x' }))).not.toBe(plain)
  })
})

const canonicalOf = (text: string): string => {
  const { document } = read(text)
  if (!document) throw new Error('not read')
  return canonicalCard(document)
}

// What the XSD of the format says of each, reasoned by hand. The JSON of a result is ours: to the XSD it is text.
describe('what is not valid', () => {
  const one = (name: string) => new RegExp(`<${name}>[^<]*</${name}>\\n`)
  const cut = (name: string) => card.replace(one(name), '')
  test.each<[string, string, string]>([
    ['a required element is gone', cut('ModelName'), 'ModelName is missing from BasicInfo'],
    ['a required element stands twice', card.replace(one('HowToUse'), '$&$&'), 'more than once'],
    ['an optional element stands twice', card.replace(one('Security'), '$&$&'), 'more than once'],
    [
      'an element has another name',
      card.replaceAll('ModelType>', 'ModelKind>'),
      'ModelKind is not part of AISystemFacts',
    ],
    [
      'two elements change places',
      card.replace(/(<ReleaseStage>.*\n)(<ReleaseDate>.*\n)/, '$2$1'),
      'ReleaseStage stands too late',
    ],
    [
      'an element of v0.1',
      card.replace('<Results>', '<Result>x</Result><Results>'),
      'Result is not part',
    ],
    [
      'no result at all',
      card.replace(/<Results>[\s\S]*?<\/Results>/, '<Results></Results>'),
      'MetricResult is missing',
    ],
    ['an attribute', card.replace('<ModelName>', '<ModelName lang="en">'), 'The attribute lang'],
    [
      'text between elements',
      card.replace('<Warnings>', '<Warnings>and'),
      'text between the parts',
    ],
    ['elements inside text', card.replace('<Summary>', '<Summary><b>x</b>'), 'holds text only'],
    [
      'another namespace inside',
      card.replace('<Warnings>', '<Warnings xmlns="urn:other">'),
      'Warnings is not part',
    ],
    ['another version', card.replace('v0.2', 'v0.3'), 'not a version'],
    ['a result that is not JSON', cardText('0.2', { ValueJson: '{' }), 'is not JSON'],
    [
      'a result of another kind',
      cardText('0.2', { ValueJson: '{"kind":"range"}' }),
      'not of the kind',
    ],
    [
      'a result without its value',
      cardText('0.2', { ValueJson: '{"kind":"single"}' }),
      'not a number (value)',
    ],
    [
      'a value in words',
      cardText('0.2', { ValueJson: '{"kind":"single","value":"3"}' }),
      'not a number',
    ],
  ])('%s', (_, text, message) => {
    expect(messages(text)).toContain(message)
  })

  test('each problem names its line and place', () => {
    const line = card.split('\n').findIndex((one) => one.includes('<ModelType>')) + 1
    expect(read(card.replace('<ModelType>', '<ModelType a="">')).problems).toEqual([
      {
        line,
        path: '/AppliedModelCard/TrustIngredients/AISystemFacts/ModelType',
        message: 'The attribute a is not part of the format.',
      },
    ])
  })
})

describe('what is valid all the same', () => {
  test.each<[string, string]>([
    [
      'no optional element',
      card.replaceAll(
        /<(EHRCompatibility|RegulatoryApproval|Security|FoundationModels|ClinicalTrial)>[\s\S]*?<\/\1>\n/g,
        '',
      ),
    ],
    ['no keyword', card.replace(/<Keyword>.*\n/, '')],
    ['many keywords', card.replace(/<Keyword>.*\n/, '$&$&$&')],
    [
      'a hint at a schema',
      card.replace(
        /xmlns="/,
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" $&',
      ),
    ],
    ['text as CDATA', cardText('0.2', { Summary: '<![CDATA[a < b]]>' })],
    [
      'a signature at the end',
      card.replace(
        '</AppliedModelCard>',
        '<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"><s:SignatureValue>AA==</s:SignatureValue></s:Signature></AppliedModelCard>',
      ),
    ],
  ])('%s', (_, text) => {
    expect(messages(text)).toBe('')
  })

  test('a signature is kept in the canonical form', () => {
    const signature =
      '<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"><s:SignatureValue>AA==</s:SignatureValue></s:Signature>'
    expect(
      canonicalOf(card.replace('</AppliedModelCard>', `${signature}</AppliedModelCard>`)),
    ).toContain(signature)
  })
})

describe('files that are refused', () => {
  const bomb = `<!DOCTYPE c [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>${card}`
  test.each<[string, string, string]>([
    ['entities that grow', bomb, 'document type'],
    [
      'an entity of another file',
      `<!DOCTYPE c [<!ENTITY a SYSTEM "file:///etc/passwd">]>${card}`,
      'document type',
    ],
    ['a web page', '<!DOCTYPE html><html><body>Hello</body></html>', 'web page'],
    ['a page without a type', '<html><body>Hello</body></html>', 'not a model card'],
    ['words', 'Hello', 'not well-formed'],
    ['nothing', '', 'empty'],
    [
      'words before the card',
      card.replace('<?xml version="1.0" encoding="UTF-8"?>', 'Hello'),
      'not well-formed',
    ],
    ['two cards', card + card.replace(/<\?xml.*\n/, ''), 'not well-formed'],
    ['a tag left open', card.replace('</ModelName>', ''), 'not well-formed'],
    ['an unknown entity', cardText('0.2', { Summary: '&nbsp;' }), 'not well-formed'],
    ['an instruction', card.replace('<Warnings>', '<?php x ?><Warnings>'), 'instruction'],
    ['a comment left open', `${card}<!--`, 'not closed'],
    ['deep nesting', '<a>'.repeat(40), 'nested'],
    ['very many elements', `<a>${'<b/>'.repeat(6000)}</a>`, 'more than 5000'],
    [
      'another encoding than it says',
      card.replace('UTF-8', 'UTF-16'),
      'says it is written in UTF-16',
    ],
    ['control characters', cardText('0.2', { Summary: '\u0001' }), 'not a text file'],
  ])('%s', (_, text, message) => {
    const found = read(text)
    expect(found.problems.map((one) => one.message).join('\n')).toContain(message)
  })

  test('more than 2 MB, and bytes that are no letters', () => {
    expect(parseCard(new Uint8Array(LARGEST_CARD + 1)).problems[0]?.message).toContain('2 MB')
    expect(parseCard(Uint8Array.of(0x3c, 0xe9, 0x3e)).problems[0]?.message).toContain('UTF-8')
  })

  test('UTF-16 with its mark is read', () => {
    const text = card.replace('UTF-8', 'UTF-16')
    expect(parseCard(Buffer.from(`\uFEFF${text}`, 'utf16le')).problems).toEqual([])
  })
})

describe('any one change to what must stand there', () => {
  const required = (list: readonly CardElement[]): string[] =>
    list.flatMap((one) =>
      one.occurs === 'optional' || one.occurs === 'any-number'
        ? []
        : one.holds === 'parts'
          ? required(one.parts)
          : [one.name],
    )
  const anyName = fc.constantFrom(...new Set(required(sectionsOf('0.2'))))
  const anyChange = fc.constantFrom('remove', 'repeat', 'rename', 'attribute')

  test('is noticed', () => {
    fc.assert(
      fc.property(anyName, anyChange, (name, change) => {
        const whole = new RegExp(`<${name}>([^<]*)</${name}>`)
        const changed = {
          remove: '',
          repeat: '$&$&',
          rename: `<${name}x>$1</${name}x>`,
          attribute: `<${name} id="a">$1</${name}>`,
        }[change]
        expect(read(card.replace(whole, changed)).problems.length).toBeGreaterThan(0)
      }),
    )
  })

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.nat(card.length), fc.string({ maxLength: 8 }), (at, added) => {
        const found = read(card.slice(0, at) + added + card.slice(at))
        expect(Array.isArray(found.problems)).toBe(true)
      }),
    )
  })
})
