import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { CurveChart, curveFile } from './curve-chart.js'
import type { CurveData } from './curve-data.js'
import { layOutCurve } from './curve-layout.js'
import { textWidth } from './geometry.js'

const data: CurveData = {
  lines: [
    {
      name: 'acting on the score',
      stroke: 'solid',
      points: [
        { x: 0.1, y: 0.2 },
        { x: 0.5, y: 0.1 },
      ],
    },
    {
      name: 'acting on everybody',
      stroke: 'dashed',
      points: [
        { x: 0.1, y: 0.2 },
        { x: 0.5, y: null },
      ],
    },
  ],
  levels: [{ value: 0, label: 'acting on nobody' }],
  marks: [{ x: 0.5, y: 0.1, rises: false }],
  xWords: 'threshold',
  yWords: 'net benefit',
  xBounds: [0, 1],
  table: {
    columns: ['Threshold', 'Score'],
    rows: [
      ['0.1', '0.2'],
      ['0.5', '0.1'],
    ],
  },
}
const html = renderToStaticMarkup(<CurveChart id="d" title="Decision curve" {...data} />)

describe('CurveChart', () => {
  it('tells its lines apart by stroke and names each, with the same figures as a table', () => {
    for (const name of ['wr-svg-interval', 'wr-svg-limit', 'wr-svg-near'])
      expect(html).toContain(name)
    for (const words of ['acting on the score', 'acting on everybody', 'acting on nobody'])
      expect(html).toContain(`>${words}</text>`)
    expect(html).toContain('acting on the score: 0.20 at threshold 0.10, 0.10 at threshold 0.50.')
    expect(html).toContain('1 point past a limit.')
    expect(html).not.toMatch(/NaN|Infinity|undefined| style=/)
    expect(html).toMatch(/<table[\s\S]*0\.5[\s\S]*<\/table>/)
  })

  it('keeps names apart and inside, and names periods in place of numbers', () => {
    const layout = layOutCurve(data)
    layout.names.forEach(({ y, label }, i) => {
      expect(layout.right + 6 + textWidth(label)).toBeLessThanOrEqual(layout.width)
      expect((layout.names[i + 1]?.y ?? Infinity) - y).toBeGreaterThanOrEqual(13 - 1e-9)
    })
    const weeks = layOutCurve({ ...data, lines: [], periods: ['5 Jan', '12 Jan'] })
    expect(weeks.places.map(({ label }) => label)).toEqual(['5 Jan', '12 Jan'])
  })

  it('is a file of its own with its note, and draws nothing without a broken number', () => {
    expect(curveFile({ ...data, title: 'Decision curve', note: 'Week 3.' })).toMatch(
      /^<svg xmlns.*Week 3\./s,
    )
    const empty = curveFile({ ...data, lines: [], marks: [], levels: [], title: 'None', note: '' })
    expect(empty).not.toMatch(/NaN|Infinity|undefined/)
  })
})
