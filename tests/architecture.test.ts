import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

// Which way arrows point (design.md section 2), types included. A sentence tells how to mend.

const SRC = resolve('src')

const LAYERS: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  statistics: [],
  registry: ['kernel'],
  telemetry: ['kernel'],
  files: ['kernel'],
  ui: ['kernel'],
  modules: ['kernel', 'statistics', 'registry', 'telemetry', 'files', 'ui'],
  entrances: ['kernel', 'ui'],
  main: ['kernel', 'statistics', 'registry', 'telemetry', 'files', 'ui', 'modules', 'entrances'],
}

const RANKS: Readonly<Record<string, number>> = {
  identity: 1,
  organisations: 2,
  framework: 2,
  people: 3,
  'agreed-way': 4,
  products: 4,
  'model-cards': 5,
  opportunities: 5,
  deployments: 6,
  evidence: 7,
  hazards: 7,
  monitoring: 7,
  concerns: 8,
  'group-use': 8,
  forms: 8,
  collaborations: 8,
  pathway: 9,
  sharing: 11,
  'public-register': 11,
  notifications: 12,
  history: 12,
  exports: 13,
}

/** Libraries that belong to one layer: a store's driver is not reached from elsewhere. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  '@duckdb/node-api': ['telemetry', 'main'],
  '@clickhouse/client': ['telemetry'],
  aws4fetch: ['files'],
  'pg-boss': ['registry'],
  hono: ['entrances', 'main'],
  '@hono/zod-openapi': ['entrances'],
  commander: ['entrances'],
  nodemailer: ['main'],
  'better-auth': ['modules/identity'],
}

/** Packages that `await import` may name: ES modules, and what the programs' bundle leaves outside. */
const LOADED_LATER = ['pdfkit', 'read-excel-file', 'unpdf']

interface Import {
  file: string
  from: string
  /** Path below src of what is imported, or the name of a library. */
  target: string
  isOurs: boolean
}

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })

const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing\//.test(file)

/** What a file loads while it runs. */
const loadedLater = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)].flatMap(
    (match) => match[1] ?? [],
  )

const specifiersOf = (file: string): string[] => {
  const { module } = parseSync(file, readFileSync(file, 'utf8'))
  return [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
    ),
    ...loadedLater(file),
  ]
}

const resolveImport = (file: string, specifier: string): Import => {
  const from = relative(SRC, file)
  if (specifier.startsWith('#')) return { file, from, target: specifier.slice(1), isOurs: true }
  if (!specifier.startsWith('.')) {
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/')
    return { file, from, target: name, isOurs: false }
  }
  return { file, from, target: relative(SRC, resolve(dirname(file), specifier)), isOurs: true }
}

const imports: readonly Import[] = filesBelow(SRC)
  .filter((file) => !isTest(file))
  .flatMap((file) =>
    [...new Set(specifiersOf(file))].map((specifier) => resolveImport(file, specifier)),
  )

const layerOf = (path: string): string => path.split('/')[0] ?? ''
const moduleOfPath = (path: string): string | undefined =>
  layerOf(path) === 'modules' ? path.split('/')[1] : undefined

const wrongLayer = ({ from, target, isOurs }: Import): string[] => {
  if (!isOurs || layerOf(from) === layerOf(target)) return []
  if (LAYERS[layerOf(from)]?.includes(layerOf(target))) return []
  return [
    `src/${from} imports ${target}: ${layerOf(from)} may only import ${LAYERS[layerOf(from)]?.join(', ') || 'nothing of ours'}. Hand it in from main, or move the code to the layer it belongs to.`,
  ]
}

const wrongModule = ({ from, target, isOurs }: Import): string[] => {
  const left = moduleOfPath(from)
  const right = moduleOfPath(target)
  if (!isOurs || !left || !right || left === right) return []
  const ranks = [RANKS[left], RANKS[right]] as const
  if (ranks[0] === undefined || ranks[1] === undefined) {
    return [
      `src/${from}: ${ranks[0] === undefined ? left : right} has no rank. Add it to RANKS and ARCHITECTURE.md.`,
    ]
  }
  if (ranks[1] >= ranks[0]) {
    return [
      `src/${from} imports modules/${right} (rank ${ranks[1]}) from rank ${ranks[0]}. Publish an event instead: docs/how-to/cross-a-boundary.md.`,
    ]
  }
  if (target !== `modules/${right}/index.js`) {
    return [
      `src/${from} imports ${target}: modules meet only at #modules/${right}/index.js. Export what you need there.`,
    ]
  }
  return []
}

const wrongLibrary = ({ from, target, isOurs }: Import): string[] => {
  const allowed = isOurs ? undefined : ONLY_IN[target]
  if (!allowed || allowed.some((place) => from.startsWith(`${place}/`))) return []
  return [
    `src/${from} imports ${target}, which belongs to ${allowed.join(' and ')}. Use what that layer offers.`,
  ]
}

// Inside a module: pages, routes and verbs reach stores only through commands and queries; rules and
// models do no input or output.
const wrongInside = ({ from, target, isOurs }: Import): string[] => {
  const module = moduleOfPath(from)
  if (!isOurs || !module) return []
  const place = from.slice(`modules/${module}/`.length)
  const isDoor = /(^|\/)(pages\/|routes\/|([a-z]+-)*routes\.tsx?$|verbs\.ts$)/.test(place)
  if (isDoor && /(^|\/)store(\.js$|\/)/.test(target)) {
    return [`src/${from} imports a store: pages, routes and verbs call commands and queries only.`]
  }
  if (isDoor && /^(registry|telemetry)\//.test(target)) {
    return [
      `src/${from} imports ${target}: pages, routes and verbs never touch a store. Write a command or a query.`,
    ]
  }
  if (/(^|\/)(rules|model)(\.|\/)/.test(place) && /^(registry|telemetry|files|ui)\//.test(target)) {
    return [`src/${from} imports ${target}: rules and models are plain data and decisions.`]
  }
  return []
}

describe('architecture', () => {
  test('the parser sees the sources', () => {
    expect(imports.length).toBeGreaterThan(300)
  })
  test('arrows between layers point one way', () => {
    expect(imports.flatMap(wrongLayer)).toEqual([])
  })
  test('modules import lower modules only, and only through their index', () => {
    expect(imports.flatMap(wrongModule)).toEqual([])
  })
  test('drivers and frameworks stay in their layer', () => {
    expect(imports.flatMap(wrongLibrary)).toEqual([])
  })
  test('what is loaded later is a module of ours', () => {
    const wrong = filesBelow(SRC)
      .filter((file) => !isTest(file))
      .flatMap((file) => loadedLater(file).map((specifier) => resolveImport(file, specifier)))
      .filter(({ isOurs, target }) => !isOurs && !LOADED_LATER.includes(target))
      .map(
        ({ from, target }) =>
          `src/${from} loads ${target} later: bundled, a CommonJS package then gives its default alone. Import it in a module of ours and load that one, or add an ES module to LOADED_LATER.`,
      )
    expect(wrong).toEqual([])
  })
  test('inside a module, doors call commands and rules stay pure', () => {
    expect(imports.flatMap(wrongInside)).toEqual([])
  })
  test('every module says what it owns', () => {
    const modules = readdirSync(join(SRC, 'modules')).filter((name) =>
      statSync(join(SRC, 'modules', name)).isDirectory(),
    )
    expect(modules.filter((name) => RANKS[name] === undefined)).toEqual([])
    expect(modules.filter((name) => !existsSync(join(SRC, 'modules', name, 'README.md')))).toEqual(
      [],
    )
  })
  test('no file is called after nothing in particular', () => {
    const vague = filesBelow(SRC).filter((file) =>
      /\/(utils?|helpers?|manager|common|misc)\.tsx?$/.test(file),
    )
    expect(vague).toEqual([])
  })
})
