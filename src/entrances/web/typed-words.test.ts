import { expect, it } from 'vitest'
import { typedIn } from './typed-words.js'

it('gives back words, and no secret, id, revision or blank', () => {
  const values = {
    csrf: 'a token',
    whatHappened: 'It flagged nobody',
    where: ['Ward 3', 'Ward 4'],
    password: 'correct horse',
    recoveryCode: 'abcd',
    deploymentId: 'dep_01m8m4a4mjeqppqhjrdyn9hb4y',
    revision: '3',
    note: '  ',
  }
  expect(typedIn(values)).toEqual([
    { name: 'whatHappened', value: 'It flagged nobody' },
    { name: 'where', value: 'Ward 3\nWard 4' },
  ])
})
