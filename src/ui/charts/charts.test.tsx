import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { FunnelChart } from './funnel-chart.js'
import { IntervalComparison } from './interval-comparison.js'
import { ReliabilityChart } from './reliability-chart.js'
import { Sparkline } from './sparkline.js'
import { XmrChart } from './xmr-chart.js'
import type { XmrData, XmrPoint } from './xmr-data.js'

const special = { kind: 'concern', letter: 'L', rule: '7 on one side' } as const
const points: XmrPoint[] = [
  { label: 'week 1', value: 0.86, low: 0.8, high: 0.9, n: 381 },
  { label: 'week 2', value: null, note: 'nothing received' },
  { label: 'week 3', value: 0.81, low: 0.75, high: 0.85, n: 400, special },
  { label: 'week 4', value: 0.8, low: 0.74, high: 0.84, n: 401, special, immature: true },
]
const data: XmrData = {
  points,
  segments: [
    { from: 0, to: 1, mean: 0.86, lower: 0.83, upper: 0.89 },
    { from: 2, to: 3, mean: 0.81, lower: 0.78, upper: 0.84 },
  ],
  markers: [{ at: 2, label: 'version 2.3' }],
  target: { value: 0.85, label: 'pass mark' },
}
const xmr = (more: Partial<XmrData> = {}): string =>
  renderToStaticMarkup(<XmrChart id="c" title="Sensitivity" {...data} {...more} />)

describe('XmrChart', () => {
  it('is named and described for people who cannot see it', () => {
    expect(xmr()).toContain('role="img" aria-labelledby="c-title c-description"')
    expect(xmr()).toContain(
      '<desc id="c-description">4 periods from week 1 to week 4. Latest, week 4: 0.80. ' +
        'Mean 0.81, limits 0.78 to 0.84. pass mark: 0.85. 2 points with special cause variation. ' +
        '1 period without a value. version 2.3 before week 3.</desc>',
    )
  })

  it('leaves a gap where nothing was received', () => {
    const path = /<path class="wr-svg-line" d="([^"]*)"/.exec(xmr())?.[1] ?? ''
    expect(path.match(/M/g)).toHaveLength(2)
  })

  it('shows a special cause by shape and one letter a run, a point that is not final hollow', () => {
    expect(xmr().match(/>L<\/text>/g)).toHaveLength(1)
    expect(xmr()).toContain('class="wr-svg-concern"')
    expect(xmr()).toContain('class="wr-svg-concern wr-svg-hollow"')
  })

  it('draws mean and limits anew from a re-base', () => {
    const mean = /<path class="wr-svg-mean" d="([^"]*)"/.exec(xmr())?.[1] ?? ''
    expect(mean.match(/M[\d.]+ [\d.]+H[\d.]+/g)).toHaveLength(2)
  })

  it('has a table with the same numbers, each with the limits of its own segment', () => {
    const rows = xmr().split('<tr role="row">').slice(2).map(cells)
    expect(rows).toEqual([
      ['week 1', '0.86', '0.80 to 0.90', '381', '0.86', '0.83', '0.89', 'no special cause'],
      ['week 2', 'nothing received', '–', '–', '0.86', '0.83', '0.89', ''],
      [
        'week 3',
        '0.81',
        '0.75 to 0.85',
        '400',
        '0.81',
        '0.78',
        '0.84',
        'special cause: 7 on one side',
      ],
      [
        'week 4',
        '0.80',
        '0.74 to 0.84',
        '401',
        '0.81',
        '0.78',
        '0.84',
        'special cause: 7 on one side; not final',
      ],
    ])
  })

  it.each<[string, Partial<XmrData>]>([
    ['no points', { points: [], segments: [], markers: [] }],
    ['one point', { points: points.slice(0, 1), segments: [], markers: [] }],
    ['only gaps', { points: [{ label: 'a', value: null }], segments: [], markers: [] }],
    [
      'limits that cannot be worked out',
      { segments: [{ from: 0, to: 3, mean: 0.8, lower: null, upper: null }] },
    ],
  ])('draws %s without a broken number or an inline style', (_, more) => {
    expect(xmr({ ...more, intervals: true })).not.toMatch(/NaN|Infinity|undefined| style=/)
  })
})

describe('IntervalComparison', () => {
  const html = renderToStaticMarkup(
    <IntervalComparison
      id="s"
      title="Sites"
      rowHeading="Site"
      valueHeading="Sensitivity"
      nWords="with a finding"
      rows={[
        { label: 'North', value: 0.86, low: 0.83, high: 0.89, n: 1512 },
        { label: 'East', value: null, n: 6, missing: 'too few to say' },
        { label: 'South', value: null, missing: 'held back' },
      ]}
    />,
  )

  it('says value, interval and denominator in words', () => {
    expect(html).toContain('0.83 to 0.89, 1,512 with a finding')
  })

  it('treats "too few" and "held back" as answers of their own, drawn as nothing', () => {
    expect(html).toContain('too few to say, 6 with a finding')
    expect(html).toContain('>held back<')
    expect(html.match(/<circle/g)).toHaveLength(1)
  })
})

describe('ReliabilityChart', () => {
  it('describes each group and leaves out a share that is too few', () => {
    const html = renderToStaticMarkup(
      <ReliabilityChart
        id="r"
        title="Calibration"
        bins={[
          { predicted: 0.1, observed: 0.12, low: 0.09, high: 0.15, n: 500 },
          { predicted: 0.3, observed: null, n: 4 },
        ]}
      />,
    )
    expect(html).toContain(
      'Predicted 0.10, observed 0.12. Predicted 0.30, observed too few to say.',
    )
    const dots = /<path class="wr-svg-point" d="([^"]*)"/.exec(html)?.[1] ?? ''
    expect(dots.match(/M/g)).toHaveLength(1)
    expect(html).not.toMatch(/NaN| style=/)
  })
})

describe('Sparkline', () => {
  it.each([
    ['values', [0.8, null, 0.9]],
    ['nothing', []],
    ['one value', [0.5]],
  ])('draws %s and says what it shows', (_, values) => {
    const html = renderToStaticMarkup(<Sparkline values={values} label="Rising" target={0.85} />)
    expect(html).toContain('role="img" aria-label="Rising"')
    expect(html).not.toMatch(/NaN|undefined/)
  })
})

const cells = (row: string): string[] =>
  [...row.matchAll(/<(?:td|th)[^>]*>(.*?)<\/(?:td|th)>/g)].map(([, text]) => text ?? '')

describe('on a phone', () => {
  const limits = { low95: 0.6, high95: 0.9, low99: 0.5, high99: 0.95 }
  const sites = [{ label: 'North', value: 0.8, denominator: 100, limits, outside: false }]

  it('a chart over time begins with its newest periods, a funnel with its smallest sites', () => {
    expect(xmr()).toContain('Move the chart sideways to see earlier periods.')
    const funnel = renderToStaticMarkup(
      <FunnelChart id="f" title="Sensitivity" sites={sites} target={0.8} sizeWords="Cases" />,
    )
    expect(funnel).toContain('wr-chart__scroll--by-size')
    expect(funnel).toContain('Move the chart sideways to see all of it.')
  })
})
