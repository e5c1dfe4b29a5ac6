import { describe, expect, it } from 'vitest'
import { oracle, oraclesPresent, skippedWithout } from '../../../../tests/support/oracles.js'
import { runVerb } from '../control-charts/testing/run-chart.js'
import { answerSize } from './answer-size.js'
import { SIZE_QUESTIONS, sizeQuestion } from './questions.js'
import { sampleSizeVerb } from './sample-size-verb.js'
import { SIZE_INPUTS } from './size-inputs.js'

const run = (line: string) => runVerb([sampleSizeVerb], line)

describe('sample-size', () => {
  it('answers in words with method, source and assumptions', async () => {
    const { code, text } = await run('sample-size share --expected 50% --within 5% --per-week 40')
    expect(code).toBe(0)
    expect(text).toContain(
      '381 cases give a 95% interval of at most 5 points either side, if the share is 50%.',
    )
    expect(text).toContain('At 40 a week that takes 10 weeks.')
    expect(text).toContain('By the simpler formula of Wald: 385')
    expect(text).toMatch(/Method: .+ Source: Wilson 1927; Newcombe 1998\.\nIt assumes:\n {2}\w/)
  })

  it('has an example of every question, and each gives an answer', async () => {
    const lines = sampleSizeVerb.examples ?? []
    const named = lines.map((line) => line.split(' ')[2])
    expect(new Set(named)).toEqual(new Set(Object.keys(SIZE_QUESTIONS)))
    for (const line of lines) {
      const { code, json } = await run(`${line.replace('wardround ', '')} --json`)
      expect({ line, code }).toEqual({ line, code: 0 })
      expect(json.sentence, line).not.toMatch(/NaN|Infinity|undefined|null/)
      expect(json.needed === null, line).toBe(json.question === 'fall')
    }
  })

  it('says when no fall can be seen', async () => {
    const { json } = await run('sample-size fall --expected 5% --cases 4 --json')
    expect(json.sentence).toContain('no fall from 5% is sure to be seen')
    expect(json.details).toEqual([{ what: 'Smallest fall that is seen', value: 'none' }])
  })

  it.each([
    ['another question', 'luck', 'one of share, pass-mark'],
    ['a number that is missing', 'share', '--expected: Share that you expect: enter a share'],
    ['a share above 1', 'share --expected 90', 'enter a share from 0.1% to 99.9%'],
    ['words', 'auroc-width --auroc high --prevalence 0.1', '--auroc: AUROC'],
    ['an AUROC of chance', 'auroc-width --auroc 0.5 --prevalence 0.1', '0.51 to 0.995'],
    ['part of a case', 'fall --expected 0.9 --cases 2.5', 'a whole number from 1 to'],
    ['two equal shares', 'two-groups --expected 0.5 --other 0.5', 'a value other than'],
    ['an option of another question', 'share --expected 0.5 --auroc 0.8', 'does not use --auroc'],
  ])('refuses %s with exit code 2', async (_, line, words) => {
    const { code, text } = await run(`sample-size ${line}`)
    expect({ code, says: text.includes(words), text }).toMatchObject({ code: 2, says: true })
  })

  it('answers within bounds at the edges of every question, in good time', () => {
    for (const question of Object.values(SIZE_QUESTIONS)) {
      for (const edge of ['from', 'to'] as const) {
        const typed = Object.fromEntries(
          question.inputs.map((name) => [name, String(SIZE_INPUTS[name][edge])]),
        )
        const apart = 'apart' in question ? { [question.apart[1]]: '0.5' } : {}
        const answered = answerSize(question, { ...typed, ...apart })
        expect(answered, question.title).toHaveProperty('answer')
        expect(JSON.stringify(answered)).not.toMatch(/NaN|Infinity/)
      }
    }
  })

  it('is not fooled by names that every object has', () => {
    expect(sizeQuestion('constructor')).toBeUndefined()
  })
})

type Given = ReturnType<typeof JSON.parse>

describe.skipIf(!oraclesPresent)(`sample_size.json by the command (${skippedWithout})`, () => {
  const all: readonly Given[] = oraclesPresent ? oracle('sample_size').cases : []
  const of = (start: string) => all.filter(({ id }) => id.startsWith(start))
  const needed = async (line: string): Promise<number> =>
    (await run(`sample-size ${line} --json`)).json.needed

  it.each(of('precision'))('$id', async (one) => {
    expect(await needed(`share --expected ${one.p} --within ${one.half_width}`)).toBe(one.n_wilson)
  })
  it.each(of('two_prop'))('$id', async (one) => {
    const line = `two-groups --expected ${one.p1} --other ${one.p2} --power ${one.power}`
    expect(await needed(line)).toBe(one.n_per_group_ceiling)
  })
  it.each(of('buderer'))('$id', async (one) => {
    const line = `sensitivity --sensitivity ${one.sens} --specificity ${one.spec} --prevalence ${one.prevalence} --within ${one.d}`
    expect(await needed(line)).toBe(Math.max(one.n_for_sens, one.n_for_spec))
  })
  it.each(of('auc_ci'))('$id', async (one) => {
    const line = `auroc-width --auroc ${one.auc} --prevalence ${one.prevalence} --width ${one.width}`
    expect(await needed(line)).toBe(one.n)
  })
  it.each(of('auc_vs_null'))('$id', async (one) => {
    const line = `auroc-chance --auroc ${one.auc} --prevalence ${1 / (1 + one.kappa)} --power ${one.power}`
    expect(await needed(line)).toBe(Math.ceil(Math.ceil(one.n_cases) * (1 + one.kappa)))
  })
  it.each(of('pmval'))('$id', async (one) => {
    const line = `validation --prevalence ${one.prevalence} --auroc ${one.cstatistic}`
    expect((await needed(line)) / one.results.Samp_size[3]).toBeCloseTo(1, 2)
  })
})
