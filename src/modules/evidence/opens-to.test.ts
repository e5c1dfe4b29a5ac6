import { expect, test } from 'vitest'
import { opensToInText } from './opens-to.js'

test('who may open something keeps the name of the NHS within a sentence', () => {
  expect(opensToInText('partners')).toBe('NHS organisations of the same system')
  expect(opensToInText('own')).toBe('nobody else')
})
