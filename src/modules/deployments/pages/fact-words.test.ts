import { expect, test } from 'vitest'
import { loadFramework, type FactDefinition } from '#modules/framework/index.js'
import { askedFacts } from '../words.js'
import { factGroups } from './fact-words.js'

const asked = askedFacts(loadFramework('framework'))

test('every fact that is asked stands in one group, and each of the agreed way in one of its own kind', () => {
  const groups = factGroups(asked)
  const ids = groups.flatMap(({ facts }) => facts.map(({ id }) => id))
  expect(ids.toSorted()).toEqual(asked.map(({ id }) => id).toSorted())
  expect(groups.at(-1)?.facts.map(({ id }) => id)).toEqual(['centralBody', 'underCharter'])
})

test('a fact that no group names is asked in the last, and a group without any is left out', () => {
  const added = { ...asked[0], id: 'added' } as unknown as FactDefinition
  expect(factGroups([added])).toMatchObject([{ id: 'about-more', facts: [{ id: 'added' }] }])
})
