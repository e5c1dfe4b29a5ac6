import type { ReactElement } from 'react'
import type { Actor } from '#kernel/actor.js'
import { page, type PageContext } from '#kernel/declare/page.js'
import { NotAllowed, NotFound } from '#kernel/errors.js'
import {
  asDate,
  Button,
  Card,
  ConfirmPage,
  ErrorSummary,
  field,
  Form,
  PageHeading,
  Table,
  TextField,
} from '#ui/index.js'
import { addSite, closeSite, MAY_KEEP_SITES } from '../keep-sites.js'
import type { Site } from '../model.js'
import { showOrganisation } from '../show-organisation.js'

const LIST = '/register/organisations'

/** The sites of an organisation. */
export const Sites = (props: {
  organisationId: string
  sites: readonly Site[]
  mayKeep: boolean
}): ReactElement => {
  const here = `${LIST}/${props.organisationId}`
  return (
    <Card heading="Sites" id="sites">
      <Table
        caption="Sites"
        quietCaption
        rows={props.sites}
        rowKey={(one) => one.id}
        empty={<p>No site is listed: the organisation counts as one place.</p>}
        columns={[
          { heading: 'Site', cell: (one) => one.name },
          { heading: 'Code', cell: (one) => one.code ?? 'none' },
          {
            heading: 'State',
            cell: (one) => (one.closed ? `Closed ${asDate(one.closed)}` : 'Open'),
          },
          {
            heading: 'What to do',
            quietHeading: true,
            cell: (one) =>
              props.mayKeep && one.closed === null ? (
                <a href={`${here}/sites/${one.id}/close`}>
                  Close<span className="nhsuk-u-visually-hidden"> {one.name}</span>
                </a>
              ) : null,
          },
        ]}
      />
      {props.mayKeep ? (
        <Button kind="secondary" href={`${here}/sites/new`}>
          Add a site
        </Button>
      ) : null}
    </Card>
  )
}

/** The organisation in the address, which keeps its own sites. Throws NotAllowed for another's. */
const ownIn = ({ id = '' }: PageContext['params'], actor: Actor): string => {
  if (id === actor.organisationId) return id
  throw new NotAllowed('An organisation keeps its own sites.')
}

/** Adds a site to one's own organisation. */
export const newSitePage = page({
  path: `${LIST}/:id/sites/new`,
  allow: MAY_KEEP_SITES,
  get: async ({ read, actor, params, csrf }, form) => {
    const id = ownIn(params, actor)
    const { organisation } = await read(showOrganisation, { id })
    const here = `${LIST}/${organisation.id}`
    return {
      title: 'Add a site',
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Add a site of {organisation.name}</PageHeading>
          <Form action={`${here}/sites/new`} csrf={csrf}>
            <TextField label="Name of the site" {...field(form, 'name')} />
            <TextField label="Site code" optional width={10} {...field(form, 'code')} />
            <Button>Add this site</Button>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ run, actor, params }, { values }) => {
    ownIn(params, actor)
    const { organisationId } = await run(addSite, values)
    return { redirect: `${LIST}/${organisationId}`, flash: 'The site is added.' }
  },
})

/** Asks before a site is closed. */
export const closeSitePage = page({
  path: `${LIST}/:id/sites/:site/close`,
  allow: MAY_KEEP_SITES,
  get: async ({ read, actor, params, csrf }, form) => {
    const id = ownIn(params, actor)
    const { organisation, sites } = await read(showOrganisation, { id })
    const site = sites.find((one) => one.id === params['site'])
    if (!site) throw new NotFound('Your organisation has no such site.')
    const here = `${LIST}/${organisation.id}`
    return {
      title: 'Close a site',
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Close ${site.name}?`}
            action={`${here}/sites/${site.id}/close`}
            csrf={csrf}
            buttonText="Close this site"
            cancelHref={here}
          >
            <p>It closes today. What is registered there, and its history, stays.</p>
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, actor, params }) => {
    ownIn(params, actor)
    const { organisationId, name } = await run(closeSite, { siteId: params['site'] })
    return { redirect: `${LIST}/${organisationId}`, flash: `${name} is closed.` }
  },
})
