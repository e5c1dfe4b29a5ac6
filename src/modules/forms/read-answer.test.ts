import { expect, test } from 'vitest'
import { agreedWay, questionsOf } from '#modules/framework/index.js'
import { NOTHING_SAID, readAnswer } from './read-answer.js'

const question = (code: string) => {
  const form = agreedWay().forms.find(({ id }) => id === 'dtac-2')
  const found = form && questionsOf(form).find((one) => one.code === code)
  if (!found) throw new Error(`no question ${code}`)
  return found
}

const given = (code: string, value: string) => {
  const read = readAnswer(question(code), { ...NOTHING_SAID, value })
  return 'message' in read ? read.message : read.answer.value
}

test.each([
  ['A7', '12', 'Enter a telephone number with its area or country code, such as 020 7946 0000.'],
  ['A7', 'ask for me', expect.stringContaining('Enter a telephone number')],
  ['A7', ' +44 (0)20 7946 0000 ext. 12 ', '+44 (0)20 7946 0000 ext. 12'],
  ['A7', '0207 946 0000', '0207 946 0000'],
  ['A6', 'Jo Example', 'Enter an e-mail address, such as contact@example.org.'],
  ['A6', ' contact@example.org ', 'contact@example.org'],
  ['A1', '12', '12'],
])('to %s, %j is read as %j', (code, typed, expected) => {
  expect(given(code, typed)).toEqual(expected)
})

test('nothing typed to a telephone number is not answered, and no fault', () => {
  expect(readAnswer(question('A7'), NOTHING_SAID)).toEqual({ answer: NOTHING_SAID })
})
