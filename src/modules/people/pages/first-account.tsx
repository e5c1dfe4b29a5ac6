import { page, type FormState, type PageDescription } from '#kernel/declare/page.js'
import {
  CommandText,
  Button,
  Details,
  ErrorSummary,
  field,
  Form,
  PageHeading,
  PasswordField,
  Radios,
  TextField,
} from '#ui/index.js'
import { NEW_PASSWORD_HINT, textOf } from '#modules/identity/index.js'
import { NamedOrganisationFields } from '#modules/organisations/index.js'
import { addFirstOrganisation } from '../add-first-organisation.js'
import { findOrganisations } from '../find-organisations.js'
import { nameFirstOrganisation } from '../name-first-organisation.js'
import { organisationCookie, personIn, signedInPerson, type PeopleParts } from '../parts.js'
import { isUnnamed } from '../show-people.js'

/** The first account, by its one-time link, and the organisation it belongs to. */
export const firstAccountPages = (parts: PeopleParts): readonly PageDescription[] => [
  accountPage(parts),
  organisationPage(parts),
]

const accountPage = ({ signIn }: PeopleParts): PageDescription =>
  page({
    path: '/first-account/:token',
    allow: ['public'],
    get: async ({ csrf, params }, form) => {
      const token = params['token'] ?? ''
      if (!(await signIn.isFirstLink(token))) return linkOver
      return {
        title: 'Create the first account',
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading caption="Step 1 of 2">Create the first account</PageHeading>
            <p>
              This account looks after the whole Wardround: it adds organisations and invites their
              first administrators.
            </p>
            <Form action={`/first-account/${token}`} csrf={csrf}>
              <TextField label="Full name" autocomplete="name" {...field(form, 'name')} />
              <TextField
                label="E-mail address"
                hint="You sign in with it."
                type="email"
                autocomplete="username"
                spellCheck={false}
                width={30}
                {...field(form, 'email')}
              />
              <PasswordField
                label="Password"
                hint={NEW_PASSWORD_HINT}
                autocomplete="new-password"
                name="password"
                error={field(form, 'password').error}
              />
              <Button>Create the account</Button>
            </Form>
          </div>
        ),
      }
    },
    post: async ({ params, address }, { values }) => {
      const email = textOf(values, 'email')
      const password = textOf(values, 'password')
      await signIn.createFirstAccount({
        token: params['token'] ?? '',
        name: textOf(values, 'name'),
        email,
        password,
      })
      const { setCookie } = await signIn.signInWithPassword({ email, password, address })
      return { redirect: '/first-organisation', setCookies: setCookie }
    },
  })

const organisationPage = ({ signIn, doorsFor, baseUrl }: PeopleParts): PageDescription =>
  page({
    path: '/first-organisation',
    allow: ['person'],
    get: async ({ csrf, query, read }, form) => {
      if (!(await read(isUnnamed, {}))) return { redirect: '/account/organisation' }
      const text = textOf(form.values, 'q') || query['q'] || ''
      const found = await read(findOrganisations, { text })
      return {
        title: 'Your organisation',
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading caption="Step 2 of 2">Which organisation do you work for?</PageHeading>
            <p>You become its administrator. Other organisations are added and invited later.</p>
            <Form action="/first-organisation" method="get">
              <TextField
                label="Name or ODS code"
                hint="For example the name of the trust, or a code such as RJ1"
                name="q"
                value={text}
                type="search"
              />
              <Button kind={found.length > 0 ? 'secondary' : 'primary'}>Search</Button>
            </Form>
            {text && found.length === 0 ? (
              <p>
                Nothing in the national list fits “{text}”. Try one word of the name, or the ODS
                code.
              </p>
            ) : null}
            {found.length > 0 ? (
              <Form action="/first-organisation" csrf={csrf}>
                <input type="hidden" name="q" value={text} />
                <Radios
                  label="Organisations found"
                  choices={found.map((one) => ({
                    value: one.id,
                    label: one.name,
                    hint: one.odsCode ? `ODS code ${one.odsCode}` : undefined,
                  }))}
                  {...field(form, 'organisationId')}
                  {...(found.length === 1 ? { value: found[0]?.id } : {})}
                />
                <Button>This is my organisation</Button>
              </Form>
            ) : null}
            {text ? (
              <Details summary="It is not in the list" open={isAdding(form)}>
                <p>
                  Never choose another organisation: you would answer for it. Add your own; a
                  national file that lists it later is matched by its ODS code.
                </p>
                <Form action="/first-organisation" csrf={csrf}>
                  <input type="hidden" name="q" value={text} />
                  <input type="hidden" name="add" value="yes" />
                  <NamedOrganisationFields form={form} />
                  <Button kind="secondary">Add it: this is my organisation</Button>
                </Form>
              </Details>
            ) : null}
          </div>
        ),
      }
    },
    post: async (context, { values }) => {
      const person = await signedInPerson(signIn, context)
      const id =
        textOf(values, 'add') === 'yes'
          ? (await context.run(addFirstOrganisation, values)).id
          : textOf(values, 'organisationId')
      const organisation = { id, name: '' }
      const doors = doorsFor(personIn(person, id ? organisation : null))
      const named = await doors.run(nameFirstOrganisation, { organisationId: id, ...person })
      return {
        redirect: '/',
        setCookies: [organisationCookie(named.organisationId, baseUrl)],
        flash: `You are operator, and administrator of ${named.organisationName}.`,
      }
    },
  })

const isAdding = ({ values }: FormState): boolean => textOf(values, 'add') === 'yes'

const linkOver = {
  title: 'This link no longer works',
  status: 410,
  body: (
    <div className="wr-readable">
      <PageHeading>This link no longer works</PageHeading>
      <p>It has been used, or is more than one hour old.</p>
      <p>
        If nobody has an account yet, run <CommandText>npx wardround first-link</CommandText> on the
        server for a new one. Otherwise <a href="/sign-in">sign in</a>.
      </p>
    </div>
  ),
}
