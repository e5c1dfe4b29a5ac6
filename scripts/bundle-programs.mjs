// Bundles what is started (the server, the worked example, the command line) from dist/main into
// dist/programs, with the packages they use: Node takes twice as long to load 1,600 modules one by
// one. Usage: node scripts/bundle-programs.mjs
import { readFile, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const compiled = join(root, 'dist')
// One level below dist, as dist/main is; chunks lie beside the programs, so one way leads from all.
const out = join(compiled, 'programs')

/** Packages that look for files beside themselves: native libraries, fonts, workers. */
const LEFT_WHERE_THEY_ARE = ['@duckdb/node-bindings*', 'pdfkit', 'pino', 'unpdf']

/** What packages in CommonJS ask for while they run. One is only imported statically: `await import` of
 * it in a bundle would give its default alone, so a module of ours stands between. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'
const require = requireFrom(import.meta.url)`

/** Files that a module finds beside itself are found from where the module was compiled to. */
const whereItWasCompiled = {
  name: 'where-it-was-compiled',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      if (!path.startsWith(compiled)) return null
      const code = await readFile(path, 'utf8')
      if (!code.includes('import.meta.url')) return null
      const way = JSON.stringify(relative(out, path).replaceAll('\\', '/'))
      return {
        contents: code.replaceAll('import.meta.url', `new URL(${way}, import.meta.url).href`),
      }
    })
  },
}

await rm(out, { recursive: true, force: true })
await build({
  entryPoints: ['serve', 'demo', 'cli'].map((name) => join(compiled, 'main', `${name}.js`)),
  outdir: out,
  bundle: true,
  splitting: true,
  external: LEFT_WHERE_THEY_ARE,
  banner: { js: REQUIRE },
  // As npm start runs it: the other half of React is for those who work on pages.
  define: { 'process.env.NODE_ENV': '"production"' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  sourcesContent: false,
  tsconfigRaw: '{}', // whose paths would lead back to the sources
  plugins: [whereItWasCompiled],
  logLevel: 'warning',
})
