// `wardround measure` beside pandas with scikit-learn and beside NumPy, on one file, in one go:
// node bench/monitoring/measure.mjs [ROWS] [ROUNDS] [PYTHON]. See README.md.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

const ROWS = Number(process.argv[2] ?? 10_000_000)
const ROUNDS = Number(process.argv[3] ?? 2)
const PYTHON = process.argv[4] ?? 'python3'
const say = (line) => process.stdout.write(`${line}\n`)
const directory = mkdtempSync(join(tmpdir(), 'wardround-measure-'))
const file = join(directory, 'log.csv')
const here = new URL('.', import.meta.url).pathname

/** The most memory a process has held so far, in MB, where the system tells (Linux). */
const peakOf = (pid) => {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return 0
  try {
    const text = readFileSync(status, 'utf8')
    return Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

const run = (command, words) =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    const pieces = []
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid))
    }, 50)
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(watch)
      const seconds = (performance.now() - began) / 1000
      if (code === 0) resolve({ seconds, peak, out: Buffer.concat(pieces).toString() })
      else reject(new Error(`${command} ended with ${code}`))
    })
  })

const valueOf = ({ auroc }) => auroc.value
const tools = {
  'wardround measure': async () => {
    const words = ['--score=score', '--outcome=outcome', '--threshold=0.15', '--time=week']
    const by = ['--by=site,version,@period', '--by=sex', '--by=age', '--by=ethnicity']
    const all = [
      'scripts/wardround.mjs',
      'measure',
      file,
      ...words,
      '--period=each',
      '--reference=0..3',
      ...by,
      '--json',
    ]
    const { out, ...rest } = await run(process.execPath, all)
    const found = JSON.parse(out)
    const sum = found.groups.reduce((total, { metrics }) => total + valueOf(metrics), 0)
    return { ...rest, areas: sum + valueOf(found.overall), groups: found.groups.length + 1 }
  },
  'NumPy, vectorised by hand': async () => peer('peer_numpy.py'),
  'pandas group-by + scikit-learn': async () => peer('peer_pandas_sklearn.py'),
}
const peer = async (script) => {
  const { out, ...rest } = await run(PYTHON, [join(here, script), file])
  const { auroc_sum: areas, groups } = JSON.parse(out)
  return { ...rest, areas, groups }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

try {
  await run(process.execPath, [join(here, 'generate.mjs'), String(ROWS), file])
  say(`${ROWS} rows, ${(statSync(file).size / 1e6).toFixed(0)} MB; load ${loadavg()[0].toFixed(1)}`)
  const found = new Map()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, tool] of Object.entries(tools)) {
      found.set(name, [...(found.get(name) ?? []), await tool()])
    }
  }
  const ours = median(found.get('wardround measure').map(({ seconds }) => seconds))
  for (const [name, rounds] of found) {
    const seconds = median(rounds.map((one) => one.seconds))
    const { peak, groups, areas } = rounds[0]
    say(
      `${name.padEnd(32)} ${seconds.toFixed(2)} s (${(seconds / ours).toFixed(1)}×), ${peak.toFixed(0)} MB, ${groups} groups, sum of AUROCs ${areas.toFixed(4)}`,
    )
  }
  say(`load ${loadavg()[0].toFixed(1)}`)
} finally {
  rmSync(directory, { recursive: true })
}
