import { build } from 'esbuild'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** The worker of the sources as one file of JavaScript, since a worker cannot run TypeScript. */
export async function bundleCrewWorker(folder: string): Promise<URL> {
  const outfile = join(folder, 'crew-worker.mjs')
  await build({
    entryPoints: [join(root, 'modules/monitoring/measure/crew/crew-worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  })
  return pathToFileURL(outfile)
}
