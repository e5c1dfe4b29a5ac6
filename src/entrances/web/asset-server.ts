import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * Serves the built style sheet and scripts; their names change with their content, so browsers keep
 * them. Only these are compressed: a page holds a form token, which compression could give away.
 */
export const assetServer = (directory: string) => {
  const compressed = new Map<string, Promise<Buffer<ArrayBuffer>>>()
  return async (file: string, request: Request): Promise<Response> => {
    const type = TYPES[/\.(\w+)$/.exec(file)?.[1] ?? '']
    if (!type || !/^[\w.-]+$/.test(file)) return notFound()
    const headers = new Headers({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    })
    try {
      if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) {
        return new Response(await readFile(join(directory, file)), { headers })
      }
      const body =
        compressed.get(file) ??
        readFile(join(directory, file)).then((text) => promisify(gzip)(text))
      compressed.set(file, body)
      headers.set('content-encoding', 'gzip')
      return new Response(await body, { headers })
    } catch {
      compressed.delete(file)
      return notFound()
    }
  }
}

const notFound = (): Response => new Response('Not found', { status: 404 })
