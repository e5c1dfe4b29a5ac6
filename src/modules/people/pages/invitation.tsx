import type { ReactElement } from 'react'
import { Conflict, NotFound } from '#kernel/errors.js'
import {
  page,
  type FormState,
  type PageAnswer,
  type PageContext,
  type PageDescription,
} from '#kernel/declare/page.js'
import { roleInText } from '#kernel/roles.js'
import { NEW_PASSWORD_HINT, textOf } from '#modules/identity/index.js'
import {
  asDate,
  asList,
  Button,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  PasswordField,
  TextField,
} from '#ui/index.js'
import { acceptInvitation } from '../accept-invitation.js'
import { organisationCookie, personIn, signedInPerson, type PeopleParts } from '../parts.js'
import { invitationState } from '../rules.js'
import { findInvitation } from '../show-people.js'

type Found = NonNullable<Awaited<ReturnType<typeof foundBy>>>

/** Accepting an invitation: with a new account, the one there is, or the provider's. */
export const invitationPage = (parts: PeopleParts): PageDescription =>
  page({
    path: '/invitation/:token',
    allow: ['public'],
    get: async (context, form) => {
      const invitation = await foundBy(context)
      if (!invitation || invitationState(invitation, context.now) !== 'waiting') return linkOver
      return {
        title: `Join ${invitation.organisationName}`,
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading>Join {invitation.organisationName}</PageHeading>
            <p>
              {invitation.name}, you are invited as{' '}
              {asList(invitation.roles.map((role) => roleInText(role)))}. The invitation works until{' '}
              {asDate(invitation.expiresAt)}.
            </p>
            {await waysIn(parts, context, invitation, form)}
          </div>
        ),
      }
    },
    post: (context, { values }) => answer(parts, context, values),
  })

const foundBy = ({ read, params }: PageContext) =>
  read(findInvitation, { token: params['token'] ?? '' })

const waysIn = async (
  { signIn }: PeopleParts,
  context: PageContext,
  invitation: Found,
  form: FormState,
): Promise<ReactElement> => {
  const parts = { action: context.url, csrf: context.csrf }
  if (context.actor.kind === 'person') {
    const person = await signedInPerson(signIn, context)
    return (
      <>
        <p>
          You are signed in as {person.name} ({person.email}).
          {person.email === invitation.email
            ? ''
            : ` The invitation was sent to ${invitation.email}.`}
        </p>
        <Form {...parts}>
          <Hidden name="way" value="accept" />
          <Button>Accept</Button>
        </Form>
      </>
    )
  }
  const account = await signIn.findAccountByEmail(invitation.email)
  const signInHref = `/sign-in?next=${encodeURIComponent(context.url)}`
  if (account?.deactivatedAt) {
    return (
      <Form {...parts}>
        <p>Your account was closed when you left. Open it again to accept.</p>
        <Hidden name="way" value="reopen" />
        <Button>Open my account again</Button>
      </Form>
    )
  }
  if (account) {
    return (
      <>
        <p>You have an account with {invitation.email}. Sign in to accept.</p>
        <Button href={signInHref}>Sign in</Button>
      </>
    )
  }
  return (
    <>
      <NewAccount parts={parts} invitation={invitation} form={form} />
      {signIn.providerName ? (
        <Form {...parts}>
          <Hidden name="way" value="provider" />
          <Button kind="secondary">Use my {signIn.providerName} account instead</Button>
        </Form>
      ) : null}
      <p className="wr-screen-only">
        <a href={signInHref}>I have an account with another address</a>
      </p>
    </>
  )
}

const NewAccount = (props: {
  parts: { action: string; csrf: string }
  invitation: Found
  form: FormState
}): ReactElement => {
  const { invitation, form } = props
  const name = field(form, 'name')
  return (
    <Form {...props.parts}>
      <Hidden name="way" value="new" />
      <p>You will sign in with {invitation.email}.</p>
      <TextField
        label="Full name"
        autocomplete="name"
        {...name}
        value={'name' in form.values ? name.value : invitation.name}
      />
      <PasswordField
        label="Password"
        hint={NEW_PASSWORD_HINT}
        autocomplete="new-password"
        name="password"
        error={field(form, 'password').error}
      />
      <Button>Create my account and accept</Button>
    </Form>
  )
}

const answer = async (
  parts: PeopleParts,
  context: PageContext,
  values: FormState['values'],
): Promise<PageAnswer> => {
  const invitation = await foundBy(context)
  if (!invitation) throw new NotFound('There is no such invitation.')
  if (invitationState(invitation, context.now) !== 'waiting') {
    throw new Conflict('This invitation no longer works. Ask for a new one.')
  }
  const { signIn } = parts
  const { email } = invitation
  switch (textOf(values, 'way')) {
    case 'new': {
      const name = textOf(values, 'name').trim()
      const password = textOf(values, 'password')
      const { accountId } = await signIn.createAccount({ email, name, password, by: invitation.id })
      const accepted = await accept(parts, context, invitation, { id: accountId, name, email })
      const { setCookie } = await signIn.signInWithPassword({
        email,
        password,
        address: context.address,
      })
      return { ...accepted, setCookies: [...accepted.setCookies, ...setCookie] }
    }
    case 'provider': {
      if (!signIn.providerName)
        throw new NotFound('Sign-in with another account is not set up here.')
      await signIn.createAccount({ email, name: invitation.name, by: invitation.id })
      return {
        redirect: context.url,
        flash: `Your account is ready. Sign in with ${signIn.providerName ?? 'your provider'}.`,
      }
    }
    case 'reopen': {
      const account = await signIn.findAccountByEmail(email)
      if (account) {
        await signIn.reactivateAccount({ accountId: account.accountId, by: invitation.id })
      }
      return { redirect: context.url, flash: 'Your account is open again. Sign in to accept.' }
    }
    default:
      return accept(parts, context, invitation, await signedInPerson(signIn, context))
  }
}

const accept = async (
  { doorsFor, baseUrl }: PeopleParts,
  { params }: PageContext,
  invitation: Found,
  person: { id: string; name: string; email: string },
) => {
  const organisation = { id: invitation.organisationId, name: invitation.organisationName }
  const { name, email } = person
  const doors = doorsFor(personIn(person, organisation))
  await doors.run(acceptInvitation, { token: params['token'], name, email })
  return {
    redirect: '/',
    flash: `You have joined ${organisation.name}.`,
    setCookies: [organisationCookie(organisation.id, baseUrl)],
  }
}

const linkOver = {
  title: 'This invitation no longer works',
  status: 410,
  body: (
    <div className="wr-readable">
      <PageHeading>This invitation no longer works</PageHeading>
      <p>
        It has been used, was withdrawn or is more than 7 days old. Ask the person who invited you
        for a new one.
      </p>
      <p className="wr-screen-only">
        <a href="/sign-in">Sign in</a>
      </p>
    </div>
  ),
}
