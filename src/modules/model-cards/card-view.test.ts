import { describe, expect, test } from 'vitest'
import { shownSections } from './card-view.js'
import { parseCard } from './parse-card.js'
import { bytesOf, cardText } from './testing/card-text.js'

describe('a card as people read it', () => {
  test('every statement of a card is shown once', () => {
    for (const version of ['0.1', '0.2'] as const) {
      const { statements } = parseCard(bytesOf(cardText(version)))
      const shown = shownSections(statements).flatMap(({ facts, results }) => [
        ...facts,
        ...results.flatMap(({ rows }) => rows.flatMap((row) => [row.what, row.value])),
      ])
      expect(shown).toHaveLength(statements.length)
    }
  })

  test('a result keeps the figures, unit and interval that were stated', () => {
    const { statements } = parseCard(bytesOf(cardText('0.2')))
    const results = shownSections(statements).find(({ heading }) => heading === 'Measured results')
    expect(results?.results.map(({ heading }) => heading)).toEqual([
      'Usefulness, usability and efficacy',
      'Fairness and equity',
      'Safety and reliability',
    ])
    expect(results?.results[0]?.rows.map(({ value, spread }) => [value, spread])).toEqual([
      ['0', '-'],
      ['88.5 %', '80.4 to 94.1 (95% interval)'],
      ['4.2 minutes', 'standard deviation 0.3'],
    ])
  })

  test('an empty statement stays, and “None” is the supplier’s word', () => {
    const { statements } = parseCard(bytesOf(cardText('0.1', { ClinicalRiskLevel: '' })))
    const warnings = shownSections(statements).find(({ heading }) => heading === 'Warnings')
    expect(warnings?.facts.map(({ value }) => value)).toEqual([
      'Our words on Known risks and limitations',
      'None',
      '',
    ])
  })
})
