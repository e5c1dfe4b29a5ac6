import { build } from 'esbuild'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = fileURLToPath(new URL('..', import.meta.url))

/** The worker of the sources as one file of JavaScript, since a worker cannot run TypeScript. */
export async function bundlePdfWorker(folder: string): Promise<URL> {
  const outfile = join(folder, 'pdf-worker.mjs')
  await build({
    entryPoints: [join(here, 'pdf-worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  })
  return pathToFileURL(outfile)
}
