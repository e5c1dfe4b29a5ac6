import { page, type PageDescription } from '#kernel/declare/page.js'
import {
  asDateTime,
  Button,
  ButtonGroup,
  Card,
  ErrorSummary,
  field,
  Form,
  Radios,
  TextArea,
} from '#ui/index.js'
import { fileAddress } from '../addresses.js'
import { OPENS_TO, OPENS_TO_WORDS } from '../opens-to.js'
import { isSuppliersOwn, MAY_OPEN_TO, setOpening } from '../set-opening.js'
import { showOpening } from '../show-opening.js'
import { askedInPath, shellOf, type FileRoot } from './file-root.js'

const PUBLIC_HINT =
  'The public reads what is stated, who signed it in which role and when, and until when. Documents beside it open to NHS organisations that are signed in only. Who of the public reads it is not written down.'

/** Who of other organisations may open what is signed: for one item, or for a whole file. */
export const openingPages = (root: FileRoot): readonly PageDescription[] =>
  [`${root.path}/who-may-open`, `${root.path}/:requirement/who-may-open`].map((path) =>
    page({
      path,
      allow: MAY_OPEN_TO,
      get: async ({ read, params, actor, csrf, url }, form) => {
        const about = params['requirement'] ? askedInPath(params) : {}
        const shown = await read(showOpening, { ...root.fileOf(params), ...about })
        const start = { opensTo: shown.opensTo ?? '', named: shown.named.join('\n') }
        const filled = Object.keys(form.values).length > 0 ? form : { ...form, values: start }
        return {
          title: 'Who may open it',
          ...shellOf(shown.file),
          body: (
            <div className="wr-readable">
              <ErrorSummary errors={form.errors} />
              <h2 className="nhsuk-heading-l">Who may open {shown.name}?</h2>
              <p>
                Whoever opens it is written down. What is shared may be asked for under the Freedom
                of Information Act. A supplier never sees what another supplier keeps.
              </p>
              <Form action={url} csrf={csrf}>
                <Radios
                  label="Beside your own organisation"
                  choices={OPENS_TO.filter((one) => {
                    if (one === 'public') return isSuppliersOwn(shown.file)
                    // A supplier is in no system, so it has no partners.
                    return one !== 'partners' || !actor.roles.includes('supplier-contact')
                  }).map((one) => ({
                    value: one,
                    label: OPENS_TO_WORDS[one],
                    ...(one === 'public' ? { hint: PUBLIC_HINT } : {}),
                  }))}
                  {...field(filled, 'opensTo')}
                />
                <TextArea
                  label="Organisations, if you name them one by one"
                  hint="One ODS code on each line, such as RJ1"
                  optional
                  {...field(filled, 'named')}
                />
                <ButtonGroup>
                  <Button>Save</Button>
                  <a href={fileAddress(shown.file.subject)}>Cancel</a>
                </ButtonGroup>
              </Form>
              {params['requirement'] ? (
                <Card heading="Who opened it">
                  {shown.openings.length === 0 ? (
                    <p>Nobody of another organisation has opened it.</p>
                  ) : (
                    <ul>
                      {shown.openings.map((one) => (
                        <li key={`${one.by}${one.at.toISOString()}`}>
                          {one.by}, {one.organisation}, {asDateTime(one.at)}
                          {one.isDocument ? ' (a document)' : ''}
                        </li>
                      ))}
                    </ul>
                  )}
                </Card>
              ) : (
                <p>Who opened an item stands on the page of that item.</p>
              )}
            </div>
          ),
        }
      },
      post: async ({ run, params, url }, { values }) => {
        const about = params['requirement'] ? askedInPath(params) : {}
        const { opened } = await run(setOpening, {
          ...root.fileOf(params),
          ...about,
          opensTo: values['opensTo'],
          named: String(values['named'] ?? '')
            .split(/[\s,;]+/)
            .filter((one) => one !== ''),
        })
        return {
          redirect: url
            .split('/')
            .slice(0, params['requirement'] ? -2 : -1)
            .join('/'),
          flash: `Saved for ${opened.join(', ')}.`,
        }
      },
    }),
  )
