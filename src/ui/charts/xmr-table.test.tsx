import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { XmrTable } from './xmr-table.js'

const points = Array.from({ length: 5 }, (_, week) => ({ label: `week ${week}`, value: week / 10 }))
const data = {
  points,
  segments: [
    { from: 0, to: 2, mean: 0.1, lower: 0, upper: 0.2 },
    { from: 3, to: 4, mean: 0.5, lower: 0.4, upper: 0.6 },
  ],
}
const drawn = (newest?: { most: number; href: string }): string =>
  renderToStaticMarkup(
    <XmrTable title="t" data={data} format={(value) => value.toFixed(1)} newest={newest} />,
  )

test('every period has its row, with the limits of its stretch', () => {
  expect(drawn().match(/week \d/g)).toHaveLength(5)
  expect(drawn()).not.toContain('newest')
})

test('of a long series the newest rows stand with their own limits, and where all of them are', () => {
  const html = drawn({ most: 2, href: '/all' })
  expect(html.match(/week \d/g)).toEqual(['week 3', 'week 4'])
  expect(html).toContain('<a href="/all">All 5 periods</a>')
  expect(html).toContain('0.6')
  expect(html).not.toContain('0.2')
})
