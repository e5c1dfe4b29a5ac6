import { describe, expect, test } from 'vitest'
import { identifiersIn, stretchesOf, withNames } from './identifiers.js'

const ORGANISATION = 'org_01m6dv7580csx899h5ev6m1tc9'
const PERSON = 'acc_01m6dv7580csx899h5ev6m1tca'

describe('identifiers in the trail', () => {
  test('are found however deep, each once, and nothing else is', () => {
    const value = {
      a: ORGANISATION,
      b: [{ c: `by ${PERSON}` }, ORGANISATION],
      d: 'org_short',
      e: null,
    }
    expect(identifiersIn(value)).toEqual([ORGANISATION, PERSON])
    expect(identifiersIn(undefined)).toEqual([])
  })

  test('stand behind what they are called now; an unknown one stands alone', () => {
    const names = new Map([[PERSON, { name: 'Example Person', href: null }]])
    expect(withNames(`${PERSON}; ${ORGANISATION}`, names)).toBe(
      `Example Person (${PERSON}); ${ORGANISATION}`,
    )
  })

  test('are cut out of words in their order, digests of files too', () => {
    const digest = 'a1'.repeat(32)
    const named = { name: 'Example Trust', href: '/register/organisations/1' }
    expect(stretchesOf(`by ${ORGANISATION}: ${digest}`, new Map([[ORGANISATION, named]]))).toEqual([
      'by ',
      { id: ORGANISATION, named },
      ': ',
      { id: digest, named: undefined },
    ])
    expect(stretchesOf('nothing of the kind', new Map())).toEqual(['nothing of the kind'])
  })
})
