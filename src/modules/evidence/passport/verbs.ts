import { writeFile } from 'node:fs/promises'
import { verb, type VerbDescription } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { readSmallFile } from '#kernel/read-small-file.js'
import type { exportPassportWith } from './export-passport.js'
import { LARGEST_PASSPORT } from './passport-file.js'
import { onOneLine, verifyPassport, type Verdict } from './verify-passport.js'

const LARGEST_KEY = 16 * 1024

/** Checking a passport file needs nothing running; exporting one needs the registry and its key. */
export const passportVerbsOf = (
  exportPassport: ReturnType<typeof exportPassportWith>,
): readonly VerbDescription[] => [
  verb({
    noun: 'passport',
    verb: 'verify',
    summary:
      'Check a passport file: whole, unchanged, and signed by its key; needs nothing running',
    arguments: [{ name: 'file', description: 'a passport file' }],
    options: [
      { flags: '--key <file>', description: 'the public key it must be signed with, in PEM' },
    ],
    needs: 'nothing',
    async run({ options }) {
      const bytes = await readSmallFile(
        String(options['file']),
        LARGEST_PASSPORT,
        () => new Invalid([{ field: 'too-large', message: 'The file is over 16 MB.' }]),
      )
      const key = options['key']
      const given = key === undefined ? undefined : await readKey(String(key))
      const verdict = verifyPassport(bytes, given)
      if (!verdict.good) throw new Invalid([{ field: verdict.code, message: verdict.message }])
      return { json: inShort(verdict), text: inWords(verdict) }
    },
  }),
  verb({
    noun: 'passport',
    verb: 'export',
    summary: 'Write the file of a deployment, or one’s own file of a version, as a signed passport',
    arguments: [
      { name: 'id', description: 'the id of a deployment or of a version' },
      { name: 'out', description: 'the file to write' },
    ],
    options: [{ flags: '--reason <words>', description: 'what it is for', required: true }],
    needs: 'organisation',
    async run({ run, options }) {
      const id = String(options['id'])
      const of = id.startsWith('ver_')
        ? { scope: 'product_version', subjectId: id }
        : { deploymentId: id }
      const passport = await run(exportPassport, { ...of, reason: options['reason'] })
      const out = String(options['out'])
      await writeFile(out, `${JSON.stringify(passport, null, 2)}\n`, { mode: 0o600 })
      return {
        json: { file: out, statements: passport.items.length },
        text: `Wrote ${passport.items.length} statements to ${out}.`,
      }
    },
  }),
]

const readKey = async (path: string): Promise<string> => {
  const tooLarge = () => new Invalid(`${path} is larger than any public key.`)
  return (await readSmallFile(path, LARGEST_KEY, tooLarge)).toString('utf8')
}

const inShort = (verdict: Extract<Verdict, { good: true }>) => ({
  good: true,
  about: verdict.passport.head.about,
  issued_by: verdict.passport.head.issuedBy.name,
  issued_at: verdict.passport.head.issuedAt,
  statements: verdict.passport.items.length,
  fingerprint: verdict.fingerprint,
  key_given: verdict.keyGiven,
})

const inWords = (verdict: Extract<Verdict, { good: true }>): string => {
  const { head, items } = verdict.passport
  return [
    `Unchanged since it was signed: ${onOneLine(head.about.name)}, ${items.length} statements, issued by ${onOneLine(head.issuedBy.name)} at ${head.issuedAt}.`,
    verdict.keyGiven
      ? 'It was signed with the key given.'
      : `Signed with the key ${verdict.fingerprint}. Compare it with the key at /public/passport-key.pem of whoever issued it: without --key this says only that nothing changed.`,
    'It says who signed what. It does not say that a product is approved, compliant or safe.',
  ].join('\n')
}
