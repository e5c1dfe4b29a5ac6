import { expect, test } from 'vitest'
import { seenOrganisations, type Whose } from './seen-organisations.js'

test.each<[string, { whose?: Whose; organisation?: string }, string[]]>([
  ['nothing asked: own first, each once', {}, ['own', 'near', 'far']],
  ['an empty choice is no choice', { whose: '', organisation: '' }, ['own', 'near', 'far']],
  ['ours', { whose: 'ours' }, ['own']],
  ['mine', { whose: 'mine' }, ['own']],
  ['partners', { whose: 'partners' }, ['near', 'far']],
  ['one partner', { organisation: 'near' }, ['near']],
  ['a partner that is asked for as ours', { whose: 'ours', organisation: 'near' }, []],
  ['no partner at all', { organisation: 'stranger' }, []],
])('%s', (_case, wanted, seen) => {
  expect(seenOrganisations('own', ['near', 'own', 'far'], wanted)).toEqual(seen)
})
