// npm test: installs what is missing, builds, runs the tests, checks types beside them where all are
// run, and counts the tests on the last line.
// Usage: node scripts/test.mjs [arguments for vitest]
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { countTests, countsLine } from './set-up/count-tests.mjs'
import { prepare } from './set-up/prepare.mjs'
import { orExplain, root } from './set-up/project.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
/** How far the check of types stands behind the tests: 10 of the 19 that nice knows. */
const LATER = 10
const work = mkdtempSync(join(tmpdir(), 'wardround-counts-'))
const report = join(work, 'report.json')
process.once('exit', () => rmSync(work, { recursive: true, force: true }))

function runVitest() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const words = [vitest, 'run', ...reporters, ...process.argv.slice(2)]
  const child = spawn(process.execPath, words, { cwd: root, stdio: 'inherit' })
  // Ctrl-C reaches vitest by itself; a polite kill of this process is passed on
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** Checks all types in what time the tests leave; answers whether they are sound, and says what is not. */
function checkTypes() {
  const typescript = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  // Each checker works out the types of every package anew: one takes half the work of the usual four.
  const words = [typescript, '-p', join(root, 'tsconfig.json'), '--noEmit', '--checkers', '1']
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.pid !== undefined) setPriority(child.pid, LATER)
  process.once('exit', () => child.kill())
  const said = []
  child.stdout.on('data', (part) => said.push(part))
  return new Promise((resolve) => {
    child.once('error', () => resolve({ sound: false, said: 'Types could not be checked.' }))
    child.once('close', (code) =>
      resolve({ sound: code === 0, said: Buffer.concat(said).toString('utf8') }),
    )
  })
}

await orExplain(() => prepare({ dev: true }))
const all = process.argv.length === 2
const types = all ? checkTypes() : undefined
const code = await runVitest()
const { sound, said } = (await types) ?? { sound: true, said: '' }
if (!sound) console.log(`Types are wrong:\n${said}`)
const counts = countTests(
  existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined,
  code,
)
console.log(countsLine(counts))
process.exitCode = code === 0 && (counts.failed > 0 || !sound) ? 1 : code
