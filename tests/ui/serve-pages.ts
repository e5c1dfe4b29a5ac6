import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { assetPaths, parseAssetManifest, type AssetPaths } from '#ui/index.js'

const BUILD = fileURLToPath(new URL('../../scripts/build-assets.mjs', import.meta.url))
const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'"
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
}

/** Serves pages and the built assets on loopback under the strictest CSP; `close` ends it. */
export const servePages = async (
  pages: (assets: AssetPaths) => Readonly<Record<string, string>>,
): Promise<{ baseURL: string; close: () => Promise<void> }> => {
  const directory = await mkdtemp(join(tmpdir(), 'wardround-assets-'))
  await promisify(execFile)(process.execPath, [BUILD, '--out', directory])
  const manifest = await readFile(join(directory, 'manifest.json'), 'utf8')
  const byPath = pages(assetPaths(parseAssetManifest(manifest)))
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const page = byPath[path]
    response.setHeader('content-security-policy', CSP)
    if (page !== undefined) {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(page)
      return
    }
    const file = path.startsWith('/assets/') ? path.slice('/assets/'.length) : 'none'
    const body = await readFile(join(directory, file)).catch(() => undefined)
    response.writeHead(body ? 200 : 404, {
      'content-type': TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain',
    })
    response.end(body)
  }
  const server = createServer((request, response) => void answer(request.url ?? '/', response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port to listen on')
  return {
    baseURL: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(directory, { recursive: true, force: true })
    },
  }
}
