import { expect, it } from 'vitest'
import * as queries from './queries.js'
import { scopedDelete, scopedQuery } from './scoped-sql.js'

const scope = { organisationId: "o'1", deploymentId: 'd' }

it.each(['from predictions', 'select 1 from\n outcomes o', 'a JOIN predictions', 'into outcomes'])(
  'refuses a table without brackets: %j',
  (text) => {
    expect(() => scopedQuery(scope, text)).toThrow(RangeError)
    expect(() => scopedDelete([scope], 'outcomes', text, {})).toThrow(RangeError)
  },
)

it('puts the scope on every table of every query, and its values only in parameters', () => {
  const texts = Object.values(queries).map((query) =>
    typeof query === 'function' ? query(2) : query,
  )
  for (const text of texts) {
    const { text: expanded, params } = scopedQuery(scope, text)
    const tables = expanded.match(/from (predictions|outcomes)/g) ?? []
    const filters = expanded.match(
      /from (predictions|outcomes) where organisation_id = \{organisation:String\} and deployment_id = \{deployment:String\}\)/g,
    )
    expect(filters).toHaveLength(tables.length)
    expect(tables.length).toBeGreaterThan(0)
    expect(expanded).not.toContain("o'1")
    expect(params).toMatchObject({ organisation: "o'1", deployment: 'd' })
  }
})

it('keeps an own condition inside the scope of a delete', () => {
  const { text } = scopedDelete([scope], 'outcomes', 'a or b', {})
  expect(text).toMatch(/deployment_id in \{deployments:Array\(String\)\} and \(a or b\)$/)
})

it('deletes of one organisation at a time', () => {
  const sibling = { ...scope, deploymentId: 'd2' }
  const { params } = scopedDelete([scope, sibling], 'outcomes', 'a', {})
  expect(params).toMatchObject({ organisations: ["o'1"], deployments: ['d', 'd2'] })
  const stranger = { ...sibling, organisationId: 'o2' }
  expect(() => scopedDelete([scope, stranger], 'outcomes', 'a', {})).toThrow(RangeError)
})
