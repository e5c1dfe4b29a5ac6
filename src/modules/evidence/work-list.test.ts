import { describe, expect, test } from 'vitest'
import { agreedWay, requireRequirement } from '#modules/framework/index.js'
import type { RequirementEvidence } from './show-evidence.js'
import type { UsableWork } from './usable-work.js'
import {
  firstGroup,
  linesOf,
  narrowLines,
  pageOfLines,
  WORK_PAGE,
  type WorkLine,
} from './work-list.js'

const line = (id: string, from?: string): WorkLine => ({
  item: { requirement: requireRequirement(agreedWay(), id), part: '' } as RequirementEvidence,
  sources: from ? [{ organisationName: from } as WorkLine['sources'][number]] : [],
})

const work = (parts: Partial<Record<'whole' | 'start' | 'own' | 'reliedOn', WorkLine[]>>) =>
  ({
    whole: parts.whole ?? [],
    start: parts.start ?? [],
    own: (parts.own ?? []).map(({ item }) => item),
    reliedOn: (parts.reliedOn ?? []).map(({ item }) => item),
  }) as unknown as UsableWork

const ids = (lines: readonly WorkLine[]) => lines.map(({ item }) => item.requirement.id)

describe('the lists of usable work', () => {
  const some = work({
    whole: [line('R01', 'Example Supplier')],
    start: [line('R31', 'Example North')],
    own: [line('R04'), line('R18')],
    reliedOn: [line('R44')],
  })

  test.each([
    ['whole', ['R01']],
    ['start', ['R31']],
    ['yours', ['R04', 'R18']],
    ['relied-on', ['R44']],
  ] as const)('%s holds %j and nothing of another', (group, expected) => {
    expect(ids(linesOf(some, group))).toEqual(expected)
  })

  test.each([
    ['what can be accepted', some, 'whole'],
    ['what is a start, where nothing can be accepted', work({ start: [line('R31')] }), 'start'],
    ['what is relied upon, where all is done', work({ reliedOn: [line('R44')] }), 'relied-on'],
    ['one’s own, where there is nothing at all', work({}), 'yours'],
  ] as const)('opens with %s', (_words, given, expected) => {
    expect(firstGroup(given)).toBe(expected)
  })

  test.each([
    ['nothing', { search: '', signedBy: null }, ['R01', 'R04', 'R18']],
    ['an id, whatever its capitals', { search: ' r18 ', signedBy: null }, ['R18']],
    ['who signed it', { search: 'example sup', signedBy: null }, ['R01']],
    ['who may sign', { search: '', signedBy: ['clinical-safety-officer'] as const }, ['R04']],
    ['somebody who signs nothing', { search: '', signedBy: [] }, []],
    ['words that fit nothing', { search: 'zebra', signedBy: null }, []],
  ] as const)('is narrowed by %s', (_words, filter, expected) => {
    const lines = [line('R01', 'Example Supplier'), line('R04'), line('R18')]
    expect(ids(narrowLines(lines, filter))).toEqual(expected)
  })

  test.each([
    [1, 1, 0, WORK_PAGE],
    [2, 2, WORK_PAGE, 3],
    [9, 2, WORK_PAGE, 3],
    [-4, 1, 0, WORK_PAGE],
    [Number.NaN, 1, 0, WORK_PAGE],
  ])('page %d is page %d, from %d, with %d lines', (wanted, number, from, count) => {
    const many = Array.from({ length: WORK_PAGE + 3 }, () => line('R01'))
    const page = pageOfLines(many, wanted)
    expect({ ...page, lines: page.lines.length }).toEqual({ number, pages: 2, from, lines: count })
  })

  test('an empty list has one page', () => {
    expect(pageOfLines([], 1)).toEqual({ number: 1, pages: 1, from: 0, lines: [] })
  })
})
