// Builds what the browser is sent besides pages: dist/assets/* and dist/assets/manifest.json.
// Usage: node scripts/build-assets.mjs [--out DIRECTORY]
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const sources = join(root, 'src/ui/assets')
const outFlag = process.argv.indexOf('--out')
const out = outFlag === -1 ? join(root, 'dist/assets') : process.argv[outFlag + 1]

const nhsuk = await readFile(
  createRequire(import.meta.url).resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css'),
  'utf8',
)
const ours = await readFile(join(sources, 'wardround.css'), 'utf8')
const script = await readFile(join(sources, 'wardround.js'), 'utf8')

const files = {
  'wardround.css': await minify(`${withoutFontsAndImages(nhsuk)}\n${ours}`, 'css'),
  'wardround.js': await minify(script, 'js'),
  'wardround.svg': (await readFile(join(sources, 'wardround.svg'), 'utf8')).trim(),
}

const remote = /https?:\/\/(?!www\.w3\.org)[^\s"')]+/.exec(files['wardround.css'])
if (remote) throw new Error(`The style sheet would load ${remote[0]}`)

// Files of earlier builds stay: a server that is running may still be asked for them.
await mkdir(out, { recursive: true })
const manifest = {}
for (const [name, text] of Object.entries(files)) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10)
  manifest[name] = name.replace('.', `.${hash}.`)
  await writeFile(join(out, manifest[name]), text)
}
await writeFile(join(out, 'manifest.json.new'), `${JSON.stringify(manifest, null, 2)}\n`)
await rename(join(out, 'manifest.json.new'), join(out, 'manifest.json'))

/** nhsuk-frontend without Frutiger (licensed for NHS sites, and remote) and without icon files. */
function withoutFontsAndImages(css) {
  return css
    .replaceAll(/@font-face\s*\{[^}]*\}/g, '')
    .replaceAll('Frutiger W01,', '')
    .replaceAll(/url\(["']?\/assets\/images\/[^)]*\)/g, 'none')
}

async function minify(text, loader) {
  return (await transform(text, { loader, minify: true, legalComments: 'inline' })).code
}
