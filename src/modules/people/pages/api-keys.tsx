import { page, type PageDescription } from '#kernel/declare/page.js'
import { KEY_ROLES, ROLE_NAMES } from '#kernel/roles.js'
import { addDays, londonDate } from '#kernel/time.js'
import {
  asDate,
  Button,
  Checkboxes,
  ConfirmPage,
  ErrorSummary,
  field,
  fieldList,
  Form,
  PageHeading,
  Select,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { makeApiKey } from '../make-api-key.js'
import type { ApiKey } from '../model.js'
import type { PeopleParts } from '../parts.js'
import { revokeApiKey } from '../revoke-api-key.js'
import { keyState } from '../rules.js'
import { listApiKeys } from '../show-people.js'
import { AdministrationTabs } from './administration.js'
import { scopeWords } from './scope-words.js'
import { ShownLink } from './shown-link.js'

const PATH = '/administration/api-keys'
const crumbs = [
  { text: 'Administration', href: '/administration' },
  { text: 'API keys', href: PATH },
]

/** Keys for systems that send or read data for the organisation. */
export const apiKeyPages = (parts: PeopleParts): readonly PageDescription[] => [
  listPage,
  newPage(parts),
  revokePage,
]

const listPage = page({
  path: PATH,
  allow: ['administrator', 'auditor'],
  get: async ({ read, actor, now }) => {
    const keys = await read(listApiKeys, {})
    const mayChange = actor.roles.includes('administrator')
    return {
      title: 'API keys',
      nav: '/administration',
      breadcrumbs: crumbs.slice(0, 1),
      body: (
        <>
          <PageHeading aside={actor.organisationName ?? undefined}>API keys</PageHeading>
          <AdministrationTabs active={PATH} actor={actor} />
          {mayChange ? <Button href={`${PATH}/new`}>Make a key</Button> : null}
          <Table
            caption="Keys of this organisation"
            rows={keys}
            rowKey={(key) => key.id}
            empty={<p>There are no keys. Make one for a system that sends data here.</p>}
            columns={[
              { heading: 'What it is for', cell: (key) => key.name },
              { heading: 'Begins with', cell: (key) => <code>{key.prefix}…</code> },
              { heading: 'Role', cell: (key) => ROLE_NAMES[key.role] },
              { heading: 'May', cell: (key) => key.scopes.map(scopeWords).join('; ') },
              {
                heading: 'Last used',
                cell: (key) => (key.lastUsedOn ? asDate(key.lastUsedOn) : 'never'),
              },
              { heading: 'State', cell: (key) => <State state={key} now={now} /> },
              {
                heading: 'Change',
                quietHeading: true,
                cell: (key) =>
                  mayChange && !key.revokedAt ? (
                    <a href={`${PATH}/${key.id}/revoke`}>
                      Revoke<span className="nhsuk-u-visually-hidden"> {key.name}</span>
                    </a>
                  ) : null,
              },
            ]}
          />
        </>
      ),
    }
  },
})

const State = ({ state, now }: { state: ApiKey; now: Date }) => {
  if (state.revokedAt) return <Tag>Revoked {asDate(state.revokedAt)}</Tag>
  if (!state.expiresAt) return <Tag tone="green">Works</Tag>
  const lastDay = addDays(londonDate(state.expiresAt), -1)
  return keyState(state, now) === 'ended' ? (
    <Tag>Ended {asDate(lastDay)}</Tag>
  ) : (
    <Tag tone="green">Works until {asDate(lastDay)}</Tag>
  )
}

const newPage = ({ scopes }: PeopleParts): PageDescription =>
  page({
    path: `${PATH}/new`,
    allow: ['administrator'],
    get: async ({ csrf, now }, form) => ({
      title: 'Make an API key',
      nav: '/administration',
      breadcrumbs: crumbs,
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Make an API key</PageHeading>
          <Form action={`${PATH}/new`} csrf={csrf}>
            <TextField
              label="What is it for?"
              hint="For example: nightly export of the triage tool"
              {...field(form, 'name')}
            />
            <Select
              label="Role it acts in"
              hint="A key cannot sign, decide or give roles."
              empty="Choose a role"
              choices={KEY_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
              {...field(form, 'role')}
            />
            <Checkboxes
              label="What it may do"
              hint="No more than it needs. Its role must allow it too."
              choices={scopes().map((scope) => ({
                value: scope,
                label: scopeWords(scope),
                hint: <code>{scope}</code>,
              }))}
              {...fieldList(form, 'scopes')}
            />
            <Select
              label="How long does it work?"
              empty="Choose"
              choices={[30, 90, 180, 365].map((days) => {
                const day = addDays(londonDate(now), days)
                return { value: day, label: `${days} days, until ${asDate(day)}` }
              })}
              {...field(form, 'lastDay')}
            />
            <Button>Make the key</Button>
          </Form>
        </div>
      ),
    }),
    post: async ({ run }, { values }) => {
      const made = await run(makeApiKey, { scopes: [], ...values })
      return {
        title: 'Your new API key',
        nav: '/administration',
        breadcrumbs: crumbs,
        body: (
          <div className="wr-readable">
            <PageHeading>Keep your new API key</PageHeading>
            <p>
              It is shown once: copy it now to where it will be used. Whoever has it can act for
              your organisation in the way you chose. If it gets out, revoke it here.
            </p>
            <ShownLink label={`API key for ${made.name}`} text={made.key} />
            <Button href={PATH}>I have copied it</Button>
          </div>
        ),
      }
    },
  })

const revokePage = page({
  path: `${PATH}/:id/revoke`,
  allow: ['administrator'],
  get: async ({ params, csrf }, form) => ({
    title: 'Revoke an API key',
    nav: '/administration',
    breadcrumbs: crumbs,
    body: (
      <>
        <ErrorSummary errors={form.errors} />
        <ConfirmPage
          question="Revoke this key?"
          action={`${PATH}/${params['id'] ?? ''}/revoke`}
          csrf={csrf}
          buttonText="Revoke"
          cancelHref={PATH}
        >
          <p>Whatever uses it is refused at once. A revoked key cannot be brought back.</p>
        </ConfirmPage>
      </>
    ),
  }),
  post: async ({ run, params }) => {
    const { name } = await run(revokeApiKey, { keyId: params['id'] })
    return { redirect: PATH, flash: `The key for ${name} is revoked.` }
  },
})
