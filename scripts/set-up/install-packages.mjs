import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { missingPackages, thisMachine, versionAt, wantedPackages } from './compare-packages.mjs'
import { root, SetUpError, workDirectory } from './project.mjs'
import { runStep } from './run-step.mjs'

const absentPath = join(workDirectory, 'absent.json')
const lockfileText = (where = root) => readFileSync(join(where, 'package-lock.json'), 'utf8')
const digest = (text) => createHash('sha256').update(text).digest('hex')

/** The optional packages that npm itself left out when this lockfile was installed. */
function knownAbsent(lockfile) {
  if (!existsSync(absentPath)) return []
  const { of, places } = JSON.parse(readFileSync(absentPath, 'utf8'))
  return of === digest(lockfile) ? places : []
}

/** What has to be installed before Wardround can start (or be tested). */
export function findMissing({ dev }) {
  const text = lockfileText()
  const absent = new Set(knownAbsent(text))
  const wanted = wantedPackages(JSON.parse(text), thisMachine(), { dev })
  return missingPackages(root, wanted).filter(({ place }) => !absent.has(place))
}

/** The npm that started us, or the one on the path. */
function npmCommand() {
  const path = process.env.npm_execpath
  if (path?.endsWith('.js') && existsSync(path)) return [process.execPath, path]
  return process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm']
}

function npmEnvironment() {
  const ours = /^npm_(package|lifecycle|node|config_local_prefix|config_omit|config_include)/i
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name))
  return Object.fromEntries(kept.filter(([name]) => name !== 'INIT_CWD' && name !== 'NODE_ENV'))
}

/** Installs the lockfile in a directory of its own, so that nothing in use is touched. */
async function installAside(stage, count, { dev }) {
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { recursive: true })
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    if (existsSync(join(root, name))) copyFileSync(join(root, name), join(stage, name))
  }
  const what = dev ? 'packages, those for the tests included' : 'packages'
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  const omit = dev ? '--include=dev' : '--omit=dev'
  const { code, output } = await runStep(
    `Installing ${count} ${what} (the first time this takes about a minute)`,
    [...npmCommand(), 'install', omit, ...options],
    { cwd: stage, env: npmEnvironment() },
  )
  if (code === 0) return
  rmSync(stage, { recursive: true, force: true })
  const said = output.trim().split('\n').slice(-8).join('\n')
  throw new SetUpError(
    `${said}\nThe packages could not be installed: check the connection to the npm registry and the room on the disk, then run the same command again.`,
  )
}

/** Puts one installed package in its place; another version there is moved aside first. */
function place(stage, where) {
  const from = join(stage, where)
  const to = join(root, where)
  if (!existsSync(from)) return
  mkdirSync(dirname(to), { recursive: true })
  if (existsSync(to)) {
    const aside = join(stage, 'replaced', where)
    mkdirSync(dirname(aside), { recursive: true })
    const nested = join(to, 'node_modules')
    renameSync(to, aside)
    renameSync(from, to)
    keepNested(join(aside, 'node_modules'), nested)
  } else renameSync(from, to)
}

/** What was nested in a replaced package and is not in the new one stays. */
function keepNested(old, now) {
  if (!existsSync(old)) return
  for (const name of readdirSync(old)) {
    if (!existsSync(join(now, name))) cpSync(join(old, name), join(now, name), { recursive: true })
  }
}

function linkPrograms(stage) {
  const from = join(stage, 'node_modules', '.bin')
  const to = join(root, 'node_modules', '.bin')
  if (!existsSync(from)) return
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    if (existsSync(join(to, name))) continue
    rmSync(join(to, name), { force: true })
    renameSync(join(from, name), join(to, name))
  }
}

/** npm's own note of what is installed goes with a first installation and is dropped otherwise. */
function keepNote(stage, first) {
  const note = join('node_modules', '.package-lock.json')
  rmSync(join(root, note), { force: true })
  if (first && existsSync(join(stage, note))) renameSync(join(stage, note), join(root, note))
}

/** Makes `npx wardround` work in the project, where npm does not see to it. */
export function linkOurselves() {
  const bin = join(root, 'node_modules', '.bin')
  const program = join('..', '..', 'scripts', 'wardround.mjs')
  mkdirSync(bin, { recursive: true })
  try {
    if (process.platform === 'win32') {
      writeFileSync(join(bin, 'wardround.cmd'), `@node "%~dp0\\${program}" %*\r\n`)
    } else if (!existsSync(join(bin, 'wardround'))) symlinkSync(program, join(bin, 'wardround'))
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
}

/**
 * Installs what the lockfile asks for and is missing or different. Nothing else in node_modules is
 * touched: npm works in a directory of its own, and finished packages are then moved into place, so
 * a server that runs meanwhile keeps its files and a killed installation leaves no half package.
 */
export async function installPackages({ dev }) {
  const missing = findMissing({ dev })
  if (missing.length === 0) return
  const first = !existsSync(join(root, 'node_modules', '.bin'))
  const stage = join(workDirectory, 'stage')
  await installAside(stage, missing.length, { dev })
  // npm completes a lockfile that lacks this machine's platform packages, so its own one is asked
  const wanted = wantedPackages(JSON.parse(lockfileText(stage)), thisMachine(), { dev })
  for (const { place: where } of missingPackages(root, wanted)) {
    const version = versionAt(stage, where)
    if (version !== undefined && version !== versionAt(root, where)) place(stage, where)
  }
  linkPrograms(stage)
  keepNote(stage, first)
  const still = findMissing({ dev })
  const needed = still.filter(({ optional }) => !optional)
  rmSync(stage, { recursive: true, force: true })
  if (needed.length > 0) {
    throw new SetUpError(
      `npm did not install ${needed.map(({ place: where }) => where).join(', ')}: run npm install and read what it says.`,
    )
  }
  const text = lockfileText()
  const places = [...knownAbsent(text), ...still.map(({ place: where }) => where)]
  writeFileSync(absentPath, JSON.stringify({ of: digest(text), places }))
}
