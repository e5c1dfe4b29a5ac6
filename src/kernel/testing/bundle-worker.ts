import { build } from 'esbuild'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A worker of the sources as one file of JavaScript in a folder, since a worker cannot run TypeScript. */
export async function bundleWorker(folder: string, source: URL): Promise<URL> {
  const outfile = join(folder, basename(source.pathname).replace(/\.ts$/, '.mjs'))
  await build({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    // What packages in CommonJS ask for while they run.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)",
    },
    outfile,
    logLevel: 'error',
  })
  return pathToFileURL(outfile)
}
