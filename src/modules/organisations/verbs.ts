import { verb, type VerbDescription } from '#kernel/declare/verb.js'
import { TooLarge } from '#kernel/errors.js'
import { readSmallFile } from '#kernel/read-small-file.js'
import { importOrganisations, outcomeAsJson, outcomeAsText, proposeImport } from './import/index.js'
import { LARGEST_FILE } from './ods/index.js'

/** The command-line verbs about organisations. */
export const organisationVerbs: readonly VerbDescription[] = [
  verb({
    noun: 'organisations',
    verb: 'import',
    summary:
      'Compare a national file of organisations with the register, and apply it with --apply',
    arguments: [
      { name: 'file', description: 'etr, eccg or epraccur as downloaded, or a CSV list' },
    ],
    options: [{ flags: '--apply', description: 'apply what is shown; without it nothing changes' }],
    needs: 'registry',
    run: async ({ run, read, options }) => {
      const file = await readNationalFile(String(options['file']))
      const applied = options['apply'] === true
      const outcome = applied
        ? await run(importOrganisations, { file })
        : await read(proposeImport, { file })
      return { json: outcomeAsJson(outcome), text: outcomeAsText(outcome, applied) }
    },
  }),
]

const readNationalFile = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(
    await readSmallFile(
      path,
      LARGEST_FILE,
      () => new TooLarge('This file is larger than 32 MB. The national files are smaller.'),
    ),
  )
