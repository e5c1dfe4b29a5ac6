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
  ['https://doi.org/10.1148/radiol.2019182009', []],
  ['doi 10.1148/radiol.2019182009 of 943 476 5919', ['nhs-number']],
  ['isbn = {0306406152}', []],
  ['ISBN-10: 0-306-40615-2, seen 9434765919', ['nhs-number']],
  ['ISBN wanted for 943 476 5919', ['nhs-number']],
  ['+1 (943) 476-5919', []],
  ['+1 943 476 5919', []],
  ['+1 943 476 5910, 9434765919', ['nhs-number']],
  ['+1 943 476 5910 9434765919', ['nhs-number']],
  ['+44 943 476 5919', ['nhs-number']],
] as const)('%s', (text, kinds) => expect(findIdentifiable(text, 'strict')).toEqual(kinds))
