import { describe, expect, test } from 'vitest'
import { identifiersIn, withNames } from './identifiers.js'

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
    const names = new Map([[PERSON, 'Example Person']])
    expect(withNames(`${PERSON}; ${ORGANISATION}`, names)).toBe(
      `Example Person (${PERSON}); ${ORGANISATION}`,
    )
  })
})
