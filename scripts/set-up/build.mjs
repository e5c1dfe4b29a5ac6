import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, SetUpError } from './project.mjs'
import { runStep } from './run-step.mjs'

const stampPath = join(root, 'dist', '.built-from')
const inputs = ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']
const furtherSteps = [
  ['Building style sheet and script', 'build-assets.mjs'],
  ['Bundling what runs in the browser', 'bundle-browser.mjs'],
  ['Bundling the programs', 'bundle-programs.mjs'],
]

function* filesBelow(path) {
  if (!existsSync(path)) return
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name))
  } else if (!/\.test\.tsx?$/.test(path)) yield path
}

/** A digest of everything the build reads: it changes exactly when a source does. */
function sourcesDigest() {
  const hash = createHash('sha256')
  const scripts = furtherSteps.map(([, script]) => `scripts/${script}`)
  for (const input of [...inputs, ...scripts]) {
    for (const file of filesBelow(join(root, input))) {
      hash
        .update(`${file.slice(root.length)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** Whether dist was built from the sources as they are now. */
export function isBuilt() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === sourcesDigest()
}

async function step(words, script, options = []) {
  const { code, output } = await runStep(words, [process.execPath, script, ...options], {
    cwd: root,
  })
  if (code === 0) return
  throw new SetUpError(
    `${output.trim()}\n${words} failed: if you changed the sources, mend what is listed above; otherwise get a clean copy of this version.`,
  )
}

/** Builds dist where it is missing or older than the sources. */
export async function build() {
  if (isBuilt()) return
  const digest = sourcesDigest()
  const typescript = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  // Types are checked by npm test and npm run verify: who starts Wardround does not wait for it.
  const project = join(root, 'tsconfig.build.json')
  await step('Building', typescript, ['-p', project, '--noCheck', '--incremental', 'false'])
  for (const [words, script] of furtherSteps) {
    const path = join(root, 'scripts', script)
    if (existsSync(path)) await step(words, path)
  }
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stampPath, digest)
}
