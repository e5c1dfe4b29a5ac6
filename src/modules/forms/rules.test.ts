import { expect, test } from 'vitest'
import { scopesAnswered } from './rules.js'

test.each([
  ['deployment', ['supplier', 'product_version', 'adopter', 'deployment']],
  ['product_version', ['product_version']],
  ['supplier', ['supplier']],
  ['adopter', ['adopter']],
] as const)('a form about a %s answers what is kept about %j', (about, scopes) =>
  expect(scopesAnswered(about)).toEqual(scopes),
)
