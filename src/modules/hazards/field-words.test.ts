import { expect, test } from 'vitest'
import { controlWords } from './field-words.js'

test('a control is one line, however its parts were ended', () => {
  const control = {
    kind: 'design',
    words: 'An alert follows the person.',
    evidence: 'Test report, case 31',
    who: 'Integration team',
    due: '2026-12-01',
    done: null,
  } as const
  expect(controlWords(control)).toBe(
    'Design: An alert follows the person. Evidence: Test report, case 31. Who: Integration team. due 2026-12-01',
  )
})
