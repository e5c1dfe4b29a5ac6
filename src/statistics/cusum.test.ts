import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bernoulliCusum } from './bernoulli-cusum.js'
import { riskAdjustedCusumLimit, riskMix } from './cusum-limit.js'
import { cusumRunLength } from './cusum-run-length.js'
import { ewma } from './ewma.js'
import { cusumWeight, riskAdjustedCusum } from './risk-adjusted-cusum.js'
import { addTo, bandedMatrix, solveBanded } from './solve-banded.js'
import { rateBaseline } from './rate-baseline.js'
import { tabularCusum } from './tabular-cusum.js'
import { vlad } from './vlad.js'

describe('the risk-adjusted CUSUM', () => {
  it('weighs an event at risk 0.5 with odds ratio 2 as ln(2/1.5), a non-event as ln(1/1.5)', () => {
    expect(cusumWeight({ risk: 0.5, event: true }, 2)).toBeCloseTo(Math.log(4 / 3), 12)
    expect(cusumWeight({ risk: 0.5, event: false }, 2)).toBeCloseTo(Math.log(2 / 3), 12)
  })

  it('keeps the value that crossed, counts the signal and begins again at 0', () => {
    const events = [true, true, true, false, true]
    const chart = bernoulliCusum(events, { p0: 0.5, oddsRatio: 2, h: 0.5 })
    const [up, down] = [Math.log(4 / 3), Math.log(2 / 3)]
    const wanted = [up, 2 * up, up, Math.max(0, up + down), up]
    expect(chart.signals).toEqual([1])
    chart.values.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? NaN, 12))
  })

  it.each([
    [{ risk: 1.2, event: true }, 2, 'is not a risk'],
    [{ risk: NaN, event: true }, 2, 'is not a risk'],
    [{ risk: 0.2, event: true }, 1, 'odds ratio'],
    [{ risk: 0.2, event: true }, 0, 'odds ratio'],
  ])('refuses %j looking for %d', (one, oddsRatio, message) => {
    expect(() => riskAdjustedCusum([one], { oddsRatio, h: 4 })).toThrow(message)
  })

  it('never falls below 0, and VLAD ends at expected less observed', () => {
    const one = fc.record({ risk: fc.double({ min: 0, max: 1, noNaN: true }), event: fc.boolean() })
    fc.assert(
      fc.property(fc.array(one), (cases) => {
        const values = riskAdjustedCusum(cases, { oddsRatio: 2, h: 4.5 }).values
        expect(Math.min(0, ...values)).toBe(0)
        const expected = cases.reduce((sum, { risk }) => sum + risk, 0)
        const observed = cases.filter(({ event }) => event).length
        expect(vlad(cases).at(-1) ?? 0).toBeCloseTo(expected - observed, 9)
      }),
    )
  })
})

describe('run length and limit', () => {
  it('a limit below the weight of an event is the mean wait for that event', () => {
    expect(cusumRunLength([{ risk: 0.5, share: 1 }], { oddsRatio: 2, h: 0.1 })).toBeCloseTo(2, 9)
  })

  it('grows with h and is shorter once things are worse', () => {
    const mix = riskMix([0.02, 0.05, 0.1, 0.3])
    const [near, far] = [1, 2].map((h) => cusumRunLength(mix, { oddsRatio: 2, h }))
    const worse = cusumRunLength(mix, { oddsRatio: 2, h: 2, trueOddsRatio: 2 })
    expect(near).toBeLessThan(far ?? NaN)
    expect(worse).toBeLessThan(far ?? NaN)
    // Markov chain of vlad 0.2.2: 260.03 and 49.37
    expect(Math.abs((far ?? NaN) / 260.03 - 1)).toBeLessThan(0.005)
    expect(Math.abs(worse / 49.37 - 1)).toBeLessThan(0.005)
  })

  it('gives the limit whose run length is the one wanted', () => {
    const mix = riskMix([0.1, 0.2, 0.4])
    const h = riskAdjustedCusumLimit(mix, { oddsRatio: 2, inControlRunLength: 200 })
    expect(Math.abs(cusumRunLength(mix, { oddsRatio: 2, h }) / 200 - 1)).toBeLessThan(0.02)
    expect(() => riskAdjustedCusumLimit([], { oddsRatio: 2, inControlRunLength: 200 })).toThrow(
      RangeError,
    )
  })

  it('mixes risks into at most 200 groups that keep the mean', () => {
    const risks = Array.from({ length: 999 }, (_, i) => i / 1000)
    const mix = riskMix(risks)
    expect(mix).toHaveLength(200)
    expect(mix.reduce((sum, { risk, share }) => sum + risk * share, 0)).toBeCloseTo(0.499, 12)
    expect(mix.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  it('solves a banded system', () => {
    const matrix = bandedMatrix(3, 1, 1)
    for (const [row, column, value] of [
      [0, 0, 2],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 3],
      [1, 2, 1],
      [2, 1, 1],
      [2, 2, 2],
    ] as const)
      addTo(matrix, row, column, value)
    const x = solveBanded(matrix, Float64Array.of(4, 10, 8))
    expect([...x].map((value) => Number(value.toFixed(12)))).toEqual([1, 2, 3])
  })
})

describe('charts of values', () => {
  it('tabular CUSUM by hand, a missing value leaving the sums', () => {
    const chart = tabularCusum([1, null, 2, -3], { centre: 0, sd: 1, h: 2 })
    expect(chart).toMatchObject({
      pos: [0.5, 0.5, 2, 0],
      neg: [0, 0, 0, -2.5],
      upper: [],
      lower: [3],
    })
    expect(() => tabularCusum([1], { centre: 0, sd: 0 })).toThrow('above 0')
  })

  it('EWMA by hand, a missing value leaving average and limits', () => {
    const points = ewma([10, null, 0], { centre: 0, sd: 1, lambda: 0.5 })
    expect(points.map(({ y }) => y)).toEqual([5, 5, 2.5])
    expect(points[0]).toMatchObject({ ucl: 1.5, lcl: -1.5, signal: true })
    expect(points[1]?.ucl).toBe(1.5)
    expect(points[2]?.ucl).toBeCloseTo(3 * Math.sqrt((1 / 3) * (1 - 1 / 16)), 12)
    expect(() => ewma([1], { centre: 0, sd: 1, lambda: 0 })).toThrow('weight')
    expect(() => ewma([1], { centre: 0, sd: NaN })).toThrow('above 0')
  })
})

describe('EWMA and CUSUM of rates in periods of unequal size', () => {
  const events = [12, 30, 9, 22, 40, 15, 28, 11, 33, 19, 26, 14, 50, 31, 60]
  const sizes = [150, 310, 90, 260, 400, 160, 300, 120, 330, 180, 280, 140, 300, 200, 330]
  const spread = events.map((count, i) => (i === 1 || i === 4 || i === 8 ? 2 * count : count))
  // By NumPy from the weights of the average and the partial sums of z, without a recursion.
  it.each([
    ['binomial', events, 1, [0.13209106576293092, 0.0063164063646114245], 10.955785056472557],
    ['poisson', events, 1, [0.13209106576293092, 0.006640468297225733], 10.347929466029445],
    [
      'binomial',
      spread,
      2.7954910831711497,
      [0.14187782230592808, 0.020433777991129783],
      0.43226099007171415,
    ],
  ] as const)('%s %j', (model, counts, laney, [average, error], sum) => {
    const inputs = counts.map((numerator, i) => ({ numerator, denominator: sizes[i] ?? 0 }))
    const base = rateBaseline(inputs, { model, freeze: 12 })
    if (!base) throw new Error('no baseline')
    expect(base.spread).toBeCloseTo(laney, 10)
    const values = inputs.map(({ numerator, denominator }) => numerator / denominator)
    const last = ewma(values, { centre: base.centre, sd: base.sds }).at(-1)
    expect(last?.y).toBeCloseTo(average, 12)
    expect(((last?.ucl ?? NaN) - base.centre) / 3).toBeCloseTo(error, 12)
    const sums = tabularCusum(values, { centre: base.centre, sd: base.sds })
    expect(sums.pos.at(-1)).toBeCloseTo(sum, 10)
  })

  it('a gap has no standard deviation; a baseline without events or non-events has none at all', () => {
    const gap = { numerator: null, denominator: null }
    const one = { numerator: 5, denominator: 10 }
    expect(rateBaseline([one, gap, one], { model: 'binomial' })?.sds[1]).toBeNull()
    expect(rateBaseline([gap], { model: 'poisson' })).toBeNull()
    const none = [0, 0, 0].map((numerator) => ({ numerator, denominator: 10 }))
    expect(rateBaseline(none, { model: 'poisson' })).toBeNull()
    const all = [10, 10, 10].map((numerator) => ({ numerator, denominator: 10 }))
    expect(rateBaseline(all, { model: 'binomial' })).toBeNull()
  })
})
