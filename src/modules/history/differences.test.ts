import { describe, expect, test } from 'vitest'
import { differencesOf, fieldWords } from './differences.js'
import { commandsSaying, commandWords } from './words.js'

describe('differences in words', () => {
  test.each([
    ['nothing before', null, { name: 'A' }, [['Name', null, 'A']]],
    ['equal fields are left out', { a: 1, b: 2 }, { a: 1, b: 3 }, [['B', '2', '3']]],
    [
      'a field that goes',
      { reviewDue: '2026-01-01' },
      {},
      [['Review due', '1 January 2026', null]],
    ],
    [
      'an instant',
      {},
      { at: '2026-01-01T09:30:00.123Z' },
      [['At', null, '1 January 2026 at 9:30am']],
    ],
    ['no date', {}, { code: '2026-99-99' }, [['Code', null, '2026-99-99']]],
    [
      'a role',
      {},
      { as: 'clinical-safety-officer' },
      [['In the role of', null, 'Clinical safety officer']],
    ],
    ['a choice', {}, { state: 'became-deployment' }, [['State', null, 'became deployment']]],
    ['a question', {}, { answers: { '1.10': 'A' } }, [['Answers: 1.10', null, 'A']]],
    [
      'yes and no',
      { heldBack: false },
      { heldBack: true },
      [['Held back from partners', 'no', 'yes']],
    ],
    ['lists', { roles: ['a'] }, { roles: ['a', 'b'] }, [['Roles', 'a', 'a; b']]],
    ['parts', { plan: { mark: 1 } }, { plan: { mark: 2 } }, [['Plan: mark', '1', '2']]],
    ['zero is a value', { n: null }, { n: 0 }, [['N', null, '0']]],
    ['empty text is nothing', { a: '' }, { a: null }, []],
    ['lists of parts', {}, { sites: [{ name: 'A', code: null }] }, [['Sites', null, 'name A']]],
  ])('%s', (_name, before, after, expected) => {
    const found = differencesOf(before, after)
    expect(found.map((one) => [one.field, one.before, one.after])).toEqual(expected)
  })

  test.each([
    ['icb_code', 'ICB code'],
    ['supplierId', 'Supplier identifier'],
    ['version.name', 'Version: name'],
  ])('%s is %s', (name, words) => expect(fieldWords(name)).toBe(words))
})

describe('commands in words', () => {
  test.each([
    ['deployments.pause-deployment', 'Paused deployment'],
    ['monitoring.take-summary', 'Received a summary of figures'],
    ['products.add-component', 'Added component'],
    ['pathway.revoke-exception', 'Revoked exception'],
    ['opportunities.put-forward-opportunity', 'Put forward an opportunity'],
    ['people.deactivate-person', 'Deactivated person'],
    ['sign-in.signed-in', 'Signed in'],
    ['deployments.call-stop', 'Stopped the deployment'],
  ])('%s is %s', (command, words) => expect(commandWords(command)).toBe(words))

  test('are found by what they say', () =>
    expect(commandsSaying('SUMMARY of')).toEqual(['monitoring.take-summary']))
})
