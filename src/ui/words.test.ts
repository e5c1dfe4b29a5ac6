import { describe, expect, it } from 'vitest'
import {
  asCount,
  asCountOf,
  asDate,
  asDateTime,
  asDue,
  asEstimate,
  asFigure,
  asInterval,
  asList,
  asPercent,
  asShortDate,
  asTime,
} from './words.js'

const NOW = new Date('2026-03-14T15:05:00Z')

describe('dates and times', () => {
  it.each([
    [
      'an instant late on a summer evening belongs to the next day in London',
      asDate(new Date('2026-07-14T23:30:00Z')),
      '15 July 2026',
    ],
    ['a calendar date stands as it is', asDate('2026-03-14'), '14 March 2026'],
    ['a short date', asShortDate(new Date('2026-07-14T23:30:00Z')), '15 Jul 2026'],
    ['winter time', asTime(NOW), '3:05pm'],
    ['summer time', asTime(new Date('2026-07-14T14:00:00Z')), '3pm'],
    ['midday', asTime(new Date('2026-01-14T12:00:00Z')), 'midday'],
    ['midnight', asTime(new Date('2026-01-14T00:00:00Z')), 'midnight'],
    ['just after midnight', asTime(new Date('2026-01-14T00:05:00Z')), '12:05am'],
    ['both', asDateTime(NOW), '14 March 2026 at 3:05pm'],
    ['due today', asDue('2026-03-14', NOW), 'due today'],
    ['due soon', asDue('2026-03-17', NOW), 'due in 3 days'],
    ['overdue', asDue('2026-03-13', NOW), '1 day overdue'],
  ])('%s', (_, words, expected) => expect(words).toBe(expected))
})

describe('figures', () => {
  it.each([
    ['thousands', asCount(1_234_567), '1,234,567'],
    ['one thing', asCountOf(1, 'site'), '1 site'],
    ['none of them', asCountOf(0, 'person', 'people'), '0 people'],
    ['two places', asFigure(0.8349), '0.83'],
    ['no negative zero', asFigure(-0.001), '0.00'],
    ['no figure', asFigure(null), 'too few to say'],
    ['not a number', asFigure(Number.NaN), 'too few to say'],
    ['an interval', asInterval({ value: 0.83, low: 0.79, high: 0.86 }), '0.79 to 0.86'],
    ['no width at an edge', asInterval({ value: 1, low: 1, high: 1 }), 'no interval'],
    ['no width elsewhere', asInterval({ value: 5, low: 5, high: 5 }), '5.00 to 5.00'],
    ['half an interval', asInterval({ value: 0.83, low: 0.79, high: null }), 'no interval'],
    ['an estimate', asEstimate({ value: 0.83, low: 0.79, high: 0.86 }), '0.83 (0.79 to 0.86)'],
    ['no estimate', asEstimate({ value: null }), 'too few to say'],
    ['a percentage', asPercent(0.964), '96%'],
    ['words in a row', asList(['a', 'b', 'c']), 'a, b and c'],
  ])('%s', (_, words, expected) => expect(words).toBe(expected))
})
