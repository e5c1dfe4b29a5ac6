import { describe, expect, test } from 'vitest'
import { agreedWay, requireRequirement, type DeploymentFacts } from '#modules/framework/index.js'
import { whatAsks, whatRunsOut, type OrganisationItem } from './show-organisation-evidence.js'

const item = (inDateUntil: string | null | undefined): OrganisationItem =>
  ({
    item: { signed: inDateUntil === undefined ? undefined : { inDateUntil } },
    askedBy: [],
    reliedOnBy: [],
  }) as unknown as OrganisationItem

describe('what runs out', () => {
  test.each([
    ['what is not signed', undefined, []],
    ['what holds until a change', null, []],
    ['what ends in 91 days', '2027-02-01', []],
    ['what ends in 90 days', '2027-01-31', [['2027-01-31', false]]],
    ['what ends today', '2026-11-02', [['2026-11-02', false]]],
    ['what ended yesterday', '2026-11-01', [['2026-11-01', true]]],
  ] as const)('%s', (_words, until, expected) => {
    const found = whatRunsOut([item(until)], '2026-11-02')
    expect(found.map((one) => [one.until, one.isOver])).toEqual(expected)
  })

  test('comes with the soonest first', () => {
    const items = [item('2026-12-01'), item('2026-10-01'), item('2026-11-20')]
    expect(whatRunsOut(items, '2026-11-02').map((one) => one.until)).toEqual([
      '2026-10-01',
      '2026-11-20',
      '2026-12-01',
    ])
  })
})

describe('what asks a requirement', () => {
  const { facts: definitions } = agreedWay()
  const requirement = requireRequirement(agreedWay(), 'R18')
  const deployment = (id: string, facts: DeploymentFacts) => ({ id, name: id, facts })

  test('is each deployment whose facts ask it, or do not say', () => {
    const asked = whatAsks(
      { requirement },
      [
        deployment('personal', { personalData: true }),
        deployment('none', { personalData: false }),
        deployment('not answered', {}),
      ],
      definitions,
    )
    expect(asked.map((one) => one.id)).toEqual(['personal', 'not answered'])
  })
})
