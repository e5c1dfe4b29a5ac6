import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeIds } from '#kernel/ids.js'
import { runCli } from '#entrances/cli/cli.js'
import { compareFrameworks } from './compare-frameworks.js'
import { differenceInText } from './framework-in-text.js'
import type { Requirement } from './model.js'
import { partChanges } from './parts-in-words.js'
import { loadFramework } from './load-framework.js'
import { frameworkVerbs } from './verbs.js'

const shipped = loadFramework('framework')
const [first, second] = shipped.requirements
if (!first || !second) throw new Error('no requirements')

describe('what differs between two versions', () => {
  test('the same version differs in nothing', () => {
    const difference = compareFrameworks(shipped, loadFramework('framework'))
    expect(difference).toMatchObject({ added: [], dropped: [], changed: [], other: [] })
    expect(differenceInText(difference, shipped, shipped)).toContain('nothing differs')
  })

  test('added, dropped and changed are each named, with what changed', () => {
    const extra = { ...second, id: 'R51', name: 'Another' }
    const reworded = { ...second, question: 'Otherwise?' }
    const gates = shipped.gates.map((one) => (one.id === 'pilot' ? { ...one, name: 'Try' } : one))
    const after = {
      ...shipped,
      version: '2027.1.0',
      gates,
      requirements: [reworded, ...shipped.requirements.slice(2), extra],
    }
    const difference = compareFrameworks(shipped, after)
    expect(difference.added).toEqual([extra])
    expect(difference.dropped).toEqual([first])
    expect(difference.changed).toEqual([
      {
        before: second,
        after: reworded,
        parts: [{ part: 'question', before: second.question, after: 'Otherwise?' }],
      },
    ])
    expect(difference.other).toEqual(['gate pilot'])
    const text = differenceInText(difference, shipped, after)
    expect(text).toContain(
      `~ R02  Your assessment of the DTAC form:\n    question: ${second.question} → Otherwise?`,
    )
    expect(text).toContain('~ Gate “Try”:\n    what it is called: Start the pilot → Try')
  })

  test.each<[string, (one: Requirement) => Partial<Requirement>, string, string]>([
    [
      'an answer that may be left out',
      ({ fields }) => ({ fields: fields.map((one) => ({ ...one, required: false })) }),
      'When was it sent? What did',
      'When was it sent? (optional) What did',
    ],
    [
      'both in place of one',
      () => ({ metBy: { anyOf: [], allOf: ['answers', 'document'] } }),
      'answers or a document',
      'answers and a document',
    ],
    ['the form that asks it', () => ({ form: 'dpia' }), 'null', 'dpia'],
  ])('%s never reads the same before and after', (_what, change, then, now) => {
    const after = {
      ...shipped,
      requirements: shipped.requirements.map((one) =>
        one.id === 'R19' ? { ...one, ...change(one) } : one,
      ),
    }
    const [changed] = compareFrameworks(shipped, after).changed
    const [line] = changed ? partChanges(changed, { before: shipped, after }) : []
    expect(line?.before).toContain(then)
    expect(line?.after).toContain(now)
    expect(line?.before).not.toBe(line?.after)
  })
})

describe('wardround framework', () => {
  const broken = mkdtempSync(join(tmpdir(), 'wardround-framework-'))
  cpSync('framework', broken, { recursive: true })
  rmSync(join(broken, 'gates.yaml'))
  afterAll(() => rmSync(broken, { recursive: true, force: true }))

  const run = async (...words: string[]) => {
    const out: string[] = []
    const clock = { now: () => new Date('2026-11-29T10:00:00Z') }
    const code = await runCli(
      {
        verbs: frameworkVerbs,
        version: '0',
        openRegistry: () => Promise.reject(new Error('it needs no registry')),
        clock,
        newId: makeIds(clock, () => new Uint8Array(16)),
        out: (text) => out.push(text),
        error: (text) => out.push(text),
      },
      ['framework', ...words],
    )
    return { code, text: out.join('\n') }
  }

  test('validates, shows and compares, needing nothing', async () => {
    expect(await run('validate')).toMatchObject({ code: 0 })
    expect((await run('validate', 'framework')).text).toContain('50 requirements')
    expect((await run('show')).text).toContain('R50  Decommissioning plan')
    const shown = await run('show', 'R19')
    expect(shown.text).toContain('nobody (The law does not let processing start')
    expect(JSON.parse((await run('show', 'R19', '--json')).text)).toMatchObject({ id: 'R19' })
    const compared = JSON.parse((await run('diff', 'framework', '--json')).text)
    expect(compared).toMatchObject({ added: [], dropped: [], changed: [] })
  })

  test('puts a layer over it, and says what the layer adds', async () => {
    const file = join(broken, 'layer.yaml')
    writeFileSync(
      file,
      'id: nel\nname: Example layer\nadditions: [{ requirement: R34, wording: Our group first. }]\n',
    )
    const compared = JSON.parse((await run('diff', 'framework', '--layer', file, '--json')).text)
    expect(compared).toMatchObject({ added: [], dropped: [], changed: [{ id: 'R34' }] })
    const shown = await run('show', 'R34', '--layer', file)
    expect(shown.text).toContain('Added by Example layer: Our group first.')
    writeFileSync(file, 'id: nel\nname: Example layer\nremove: [R04]\n')
    const refused = await run('validate', '--layer', file)
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.text).toContain('It adds; it never removes or loosens.')
  })

  test('refuses a version that asks less than nobody may except', async () => {
    const own = join(broken, 'own')
    cpSync('framework', own, { recursive: true })
    const file = join(own, 'requirements', 'R07.yaml')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('gate: pilot, effect: blocks', 'gate: pilot, effect: advises'))
    const refused = await run('validate', own)
    expect(refused.code).toBe(2)
    expect(refused.text).toContain('R07 (Registration as a medical device) does not block')
    expect((await run('diff', own)).code).toBe(0)
  })

  test('refuses what does not fit, is not there or is not known, with its exit code', async () => {
    const refused = await run('validate', broken)
    expect(refused.code).toBe(2)
    expect(refused.text).toContain('gates.yaml: the file is missing.')
    expect((await run('validate', join(broken, 'nowhere'))).code).toBe(2)
    expect((await run('show', 'R99')).code).toBe(3)
  })
})
