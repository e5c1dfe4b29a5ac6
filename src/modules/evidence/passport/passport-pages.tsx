import { page, type PageDescription } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  CommandText,
  ErrorSummary,
  field,
  Form,
  InsetText,
  TextArea,
} from '#ui/index.js'
import { fileAddress } from '../addresses.js'
import { MAY_ANSWER } from '../model.js'
import { shellOf, type FileRoot } from '../pages/file-root.js'
import { showEvidence } from '../show-evidence.js'
import type { exportPassportWith } from './export-passport.js'
import type { PassportKey } from './signing-key.js'

/** Where the public key of this installation is read, always. */
const PASSPORT_KEY_ADDRESS = '/public/passport-key.pem'

/** Exporting a file as a passport. */
export const passportPage = (
  root: FileRoot,
  exportPassport: ReturnType<typeof exportPassportWith>,
): PageDescription =>
  page({
    path: `${root.path}/passport`,
    allow: [...MAY_ANSWER, 'auditor'],
    get: async ({ read, params, csrf, url }, form) => {
      const { file } = await read(showEvidence, root.fileOf(params))
      return {
        title: 'Export as a passport',
        ...shellOf(file),
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <h2 className="nhsuk-heading-l">Export {file.name} as a passport</h2>
            <p>
              One file with every statement signed here and what is relied upon, signed with the key
              of this installation. Documents are named by their digests and not in it.
            </p>
            <p>
              Whoever has the file can check it anywhere with{' '}
              <CommandText>wardround passport verify FILE --key KEY</CommandText>; the key is at{' '}
              <a href={PASSPORT_KEY_ADDRESS}>{PASSPORT_KEY_ADDRESS}</a>.
            </p>
            <InsetText>It holds records that are not public. Say what it is for.</InsetText>
            <Form action={url} csrf={csrf}>
              <TextArea label="What the file is for" {...field(form, 'reason')} />
              <ButtonGroup>
                <Button>Export</Button>
                <a href={fileAddress(file.subject)}>Cancel</a>
              </ButtonGroup>
            </Form>
          </div>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      const about = { ...root.fileOf(params), reason: values['reason'] }
      const passport = await run(exportPassport, about)
      return {
        download: `${JSON.stringify(passport, null, 2)}\n`,
        type: 'application/json',
        fileName: `passport-${passport.head.about.id}-${passport.head.issuedAt.slice(0, 10)}.json`,
      }
    },
  })

/** The public key of this installation, for everybody. */
export const passportKeyPage = (key: () => PassportKey): PageDescription =>
  page({
    path: PASSPORT_KEY_ADDRESS,
    allow: ['public'],
    get: async () => ({
      download: key().publicKey,
      type: 'application/x-pem-file',
      fileName: 'wardround-passport-key.pem',
    }),
  })
