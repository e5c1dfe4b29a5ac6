import { join } from 'node:path'
import type { PageDescription } from '#kernel/declare/page.js'
import type { VerbDescription } from '#kernel/declare/verb.js'
import { FILE_ROOTS } from '../pages/file-root.js'
import { exportPassportWith } from './export-passport.js'
import { passportKeyPage, passportPage } from './passport-pages.js'
import { passportRoute } from './passport-route.js'
import { openPassportKey } from './signing-key.js'
import { passportVerbsOf } from './verbs.js'

/** The file in the data directory that holds the key of an installation. */
export const PASSPORT_KEY_FILE = 'passport-key.pem'

/** Passports, signed with the key in a data directory; it is made when it is first needed. */
export const passportParts = (dataDirectory: string) => {
  const key = openPassportKey(join(dataDirectory, PASSPORT_KEY_FILE))
  const exportPassport = exportPassportWith(key)
  const pages: PageDescription[] = [
    passportKeyPage(key),
    ...FILE_ROOTS.map((root) => passportPage(root, exportPassport)),
  ]
  return { exportPassport, pages, route: passportRoute(exportPassport) }
}

/** The verbs about passports. */
export const passportVerbs = (dataDirectory: string): readonly VerbDescription[] =>
  passportVerbsOf(exportPassportWith(openPassportKey(join(dataDirectory, PASSPORT_KEY_FILE))))
