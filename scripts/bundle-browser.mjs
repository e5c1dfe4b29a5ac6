// Bundles the script that summarises a prediction file in the browser, as dist/assets/summarise.<hash>.js,
// and adds it to dist/assets/manifest.json. Runs after scripts/build-assets.mjs, which empties the folder.
// Usage: node scripts/bundle-browser.mjs [--out DIRECTORY]
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const outFlag = process.argv.indexOf('--out')
const out = outFlag === -1 ? join(root, 'dist/assets') : process.argv[outFlag + 1]

const { outputFiles } = await build({
  entryPoints: [join(root, 'src/modules/monitoring/summary/in-browser/summarise-file.ts')],
  bundle: true,
  format: 'iife',
  minify: true,
  platform: 'browser',
  target: 'es2022',
  tsconfig: join(root, 'tsconfig.json'),
  legalComments: 'inline',
  write: false,
  logLevel: 'warning',
})
const script = outputFiles[0].contents
const hash = createHash('sha256').update(script).digest('hex').slice(0, 10)
const name = `summarise.${hash}.js`

await mkdir(out, { recursive: true })
await writeFile(join(out, name), script)
const manifestFile = join(out, 'manifest.json')
const manifest = JSON.parse(await readFile(manifestFile, 'utf8').catch(() => '{}'))
manifest['summarise.js'] = name
await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`)
