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
    for (const name of ['wr-svg-interval', 'wr-svg-limit', 'wr-svg-diagonal'])
      expect(html).toContain(name)
    for (const words of ['acting on the score', 'acting on everybody', 'acting on nobody'])
      expect(html).toContain(`>${words}</text>`)
    expect(html).toContain('acting on the score: 0.20 at threshold 0.10, 0.10 at threshold 0.50.')
    expect(html).toContain('1 point past a limit.')
    expect(html).not.toMatch(/NaN|Infinity|undefined| style=/)
    expect(html).toMatch(/<table[\s\S]*0\.5[\s\S]*<\/table>/)
  })

  it('marks where something changed, on the side that has room and in words', () => {
    const periods = Array.from({ length: 10 }, (_, i) => `week ${i}`)
    const points = periods.map((_, x) => ({ x, y: x }))
    const markers = [
      { at: 3, label: 'version 2.3' },
      { at: 9, label: 'version 2.4' },
    ]
    const lines = [{ name: 'above', stroke: 'solid' as const, points }]
    const marked = renderToStaticMarkup(
      <CurveChart id="v" title="CUSUM" {...data} {...{ lines, periods, markers }} />,
    )
    expect(marked).toContain('version 2.3 before week 3.')
    expect(marked).toMatch(/text-anchor="start">version 2\.3</)
    expect(marked).toMatch(/text-anchor="end">version 2\.4</)
  })

  it('keeps the names of versions that came close together apart, inside and above the lines', () => {
    const periods = Array.from({ length: 30 }, (_, i) => `week ${i}`)
    const layout = layOutCurve({
      ...data,
      lines: [{ name: 'above', stroke: 'solid', points: periods.map((_, x) => ({ x, y: x })) }],
      periods,
      markers: [10, 11, 12, 27, 28].map((at) => ({ at, label: `version 2026.${at}` })),
    })
    const boxes = layout.markers.map(({ x, y, label, anchor }) => {
      const start = anchor === 'start' ? x : x - textWidth(label)
      return { start, end: start + textWidth(label), y }
    })
    boxes.forEach((one, i) => {
      expect(one.start).toBeGreaterThanOrEqual(0)
      expect(one.end).toBeLessThanOrEqual(layout.right)
      expect(one.y).toBeLessThan(layout.top)
      for (const other of boxes.slice(i + 1)) {
        const apart = one.end < other.start || other.end < one.start
        expect(apart || Math.abs(one.y - other.y) >= 13).toBe(true)
      }
    })
  })

  it('crosses no name with the line of a later version, and names a line that ended where it began', () => {
    const periods = Array.from({ length: 40 }, (_, i) => `week ${i}`)
    const starts = [5, 6, 14, 15, 16]
    const lines = [0, ...starts].map((from, i) => ({
      name: `version 2026.${from}`,
      stroke: 'solid' as const,
      points: periods.flatMap((_, x) =>
        x >= from && x < (starts[i] ?? 40) ? [{ x, y: x - from }] : [],
      ),
    }))
    const markers = starts.map((at) => ({ at, label: `version 2026.${at}` }))
    const many = { ...data, marks: [], levels: [], lines, periods, markers }
    const layout = layOutCurve(many)
    layout.markers.forEach(({ x, y, label }) => {
      const crossing = layout.markers.filter(
        (other) => other.x > x && other.x < x + textWidth(label) && other.y <= y,
      )
      expect(crossing).toEqual([])
    })
    expect(layout.names.map(({ label }) => label)).toEqual(['version 2026.16', 'version 2026.0'])
    // Versions of one week are seen all the same.
    const html = renderToStaticMarkup(<CurveChart id="m" title="VLAD" {...many} />)
    expect(html.match(/a2 2 0 1 0/g)).toHaveLength(2 * 3)
  })

  it('over numbers is narrow, with a sample of each stroke; whole axes reach their bounds', () => {
    const layout = layOutCurve(data)
    expect(layout.width).toBeLessThan(400)
    expect(layout.samples.map(({ label }) => label)).toEqual([
      'acting on the score',
      'acting on everybody',
      'acting on nobody',
    ])
    for (const { x, y, label } of layout.samples) {
      expect(x + 36 + textWidth(label)).toBeLessThanOrEqual(layout.width)
      expect(y).toBeLessThanOrEqual(layout.height)
    }
    const whole = layOutCurve({ ...data, levels: [], yBounds: [0, 1], wholeAxes: true })
    expect(whole.y.scale.domain()).toEqual([0, 1])
  })

  it('over periods keeps names apart and inside', () => {
    const weeks = layOutCurve({ ...data, periods: ['5 Jan', '12 Jan'] })
    expect(weeks.places.map(({ label }) => label)).toEqual(['5 Jan', '12 Jan'])
    expect(weeks.names).toHaveLength(3)
    weeks.names.forEach(({ x, y, label }, i) => {
      expect(x + textWidth(label)).toBeLessThanOrEqual(weeks.width)
      expect((weeks.names[i + 1]?.y ?? Infinity) - y).toBeGreaterThanOrEqual(13 - 1e-9)
    })
  })

  it('is a file of its own with its note, and draws nothing without a broken number', () => {
    expect(curveFile({ ...data, title: 'Decision curve', note: 'Week 3.' })).toMatch(
      /^<svg xmlns.*Week 3\./s,
    )
    const empty = curveFile({ ...data, lines: [], marks: [], levels: [], title: 'None', note: '' })
    expect(empty).not.toMatch(/NaN|Infinity|undefined/)
  })
})
