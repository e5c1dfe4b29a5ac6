import { expect, it } from 'vitest'
import { tenths } from './tell-tenths.js'

it('tells each tenth of a large file once, and nothing of a small one', () => {
  const said: string[] = []
  const tell = tenths((line) => said.push(line))
  const of = 100 << 20
  for (let percent = 0; percent <= 100; percent += 5) {
    tell({ file: 'log.csv', bytes: (of * percent) / 100, of, rows: percent * 1000 })
  }
  expect(said).toHaveLength(10)
  expect(said[0]).toBe('log.csv: 10% read, 10,000 rows.')
  tell({ file: 'next.csv', bytes: of * 0.2, of, rows: 120_000 })
  expect(said.at(-1)).toBe('next.csv: 20% read, 120,000 rows.')
  tell({ file: 'small.csv', bytes: 500, of: 1000, rows: 9 })
  expect(said).toHaveLength(11)
})
