import { expect, test } from 'vitest'
import { findIdentifiable } from './identifiable-data.js'

test.each([
  ['Seen on the ward: 943 476 5919.', ['nhs-number']],
  ['no.9434765919, again', ['nhs-number']],
  ['943 476 5919.txt', ['nhs-number']],
  ['Ring 020 7946 0958.', ['telephone']],
  ['0.9434765919', []],
  ['a score of .9434765919', []],
  ['9434765919.5', []],
  ['943 476 5910', []],
] as const)('%s', (text, kinds) => expect(findIdentifiable(text, 'strict')).toEqual(kinds))
