import { NotAllowed } from '#kernel/errors.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { textOf } from '#modules/identity/index.js'
import {
  asList,
  Button,
  EmptyState,
  ErrorSummary,
  field,
  Form,
  PageHeading,
  Radios,
  TextField,
} from '#ui/index.js'
import { changeName } from '../change-name.js'
import { membershipsOf } from '../memberships-of.js'
import { organisationCookie, signedInPerson, type PeopleParts } from '../parts.js'

const crumbs = [{ text: 'Your account', href: '/account' }]

/** What a person changes of themselves: their name, and the organisation they act for. */
export const ownAccountPages = (parts: PeopleParts): readonly PageDescription[] => [
  namePage(parts),
  organisationPage(parts),
]

const namePage = ({ signIn }: PeopleParts): PageDescription =>
  page({
    path: '/account/name',
    allow: ['person'],
    get: async ({ csrf, actor }, form) => ({
      title: 'Change your name',
      breadcrumbs: crumbs,
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Change your name</PageHeading>
          <Form action="/account/name" csrf={csrf}>
            <TextField
              label="Full name"
              hint="As colleagues and the history show it. Earlier entries keep the earlier name."
              autocomplete="name"
              {...field(form, 'name')}
              value={'name' in form.values ? field(form, 'name').value : actor.name}
            />
            <Button>Save</Button>
          </Form>
        </div>
      ),
    }),
    post: async (context, { values }) => {
      const { id } = await signedInPerson(signIn, context)
      const { name } = await context.run(changeName, values)
      await signIn.renameAccount({ accountId: id, name, by: id })
      return { redirect: '/account', flash: 'Your name is changed.' }
    },
  })

const organisationPage = ({ baseUrl }: PeopleParts): PageDescription =>
  page({
    path: '/account/organisation',
    allow: ['person'],
    get: async ({ csrf, actor, read }, form) => {
      const held = await read(membershipsOf, { personId: actor.id })
      return {
        title: 'Your organisations',
        breadcrumbs: crumbs,
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading>Your organisations</PageHeading>
            {held.length === 0 ? (
              <EmptyState heading="You have no role in any organisation">
                <p>Ask an administrator of your organisation to invite you.</p>
              </EmptyState>
            ) : (
              <Form action="/account/organisation" csrf={csrf}>
                <Radios
                  label="Which organisation do you act for now?"
                  choices={held.map((one) => ({
                    value: one.organisationId,
                    label: one.organisationName,
                    hint: asList(one.roles.map((role) => ROLE_NAMES[role])),
                  }))}
                  name="organisationId"
                  value={actor.organisationId ?? undefined}
                />
                <Button>Act for this organisation</Button>
              </Form>
            )}
          </div>
        ),
      }
    },
    post: async ({ actor, read }, { values }) => {
      const held = await read(membershipsOf, { personId: actor.id })
      const wanted = textOf(values, 'organisationId')
      const to = held.find((one) => one.organisationId === wanted)
      if (!to) throw new NotAllowed('You have no role in that organisation.')
      return {
        redirect: '/',
        setCookies: [organisationCookie(to.organisationId, baseUrl)],
        flash: `You now act for ${to.organisationName}.`,
      }
    },
  })
