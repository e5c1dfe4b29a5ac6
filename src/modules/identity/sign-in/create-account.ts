import type { Pool, PoolClient } from 'pg'
import { cleanText } from '#kernel/clean-text.js'
import { Conflict, Invalid } from '#kernel/errors.js'
import type { SignInCore } from './core.js'
import { emailProblem, normaliseEmail } from './email-address.js'
import { passwordProblem } from './password-policy.js'
import { storePassword } from './store-password.js'

/** A new account; without a password it is used through a link or the OpenID Connect provider. */
export interface NewAccount {
  email: string
  name: string
  password?: string
  /** Who opens it: an account id, `system:<job>`, or what the link was. */
  by: string
}

/**
 * Opens an account. Only for somebody invited, by an administrator, or on the first link: there is
 * no open registration, which is why the address counts as known to be theirs. Throws Invalid for
 * the fields `email`, `name` and `password`, and Conflict when the address has an account.
 */
export const createAccount = async (
  core: SignInCore,
  input: NewAccount,
): Promise<{ accountId: string }> => {
  const prepared = await prepareAccount(core, input)
  const accountId = await insertAccount(core, core.pool, prepared)
  await core.audit('account-created', accountId, { by: input.by, password: prepared.hash !== null })
  return { accountId }
}

/** An account that has passed its checks. */
export interface PreparedAccount {
  email: string
  name: string
  hash: string | null
}

/** Checks the fields of a new account and hashes its password. Throws Invalid with all that is wrong. */
export const prepareAccount = async (
  core: SignInCore,
  input: Omit<NewAccount, 'by'>,
): Promise<PreparedAccount> => {
  const { password } = input
  const email = normaliseEmail(input.email)
  const name = cleanText(input.name).trim()
  const problems = {
    name: nameProblem(name),
    email: emailProblem(email),
    password:
      password === undefined
        ? null
        : await passwordProblem(password, { email, name }, core.passwordPolicy),
  }
  const found = Object.entries(problems).flatMap(([field, message]) =>
    message === null ? [] : [{ field, message }],
  )
  if (found.length > 0) throw new Invalid(found)
  const hash = password === undefined ? null : await core.passwordHashing.hash(password)
  return { email, name, hash }
}

const nameProblem = (name: string): string | null => {
  if (name === '') return 'Enter a full name.'
  return name.length > 200 ? 'The name must be 200 characters or fewer.' : null
}

/** Stores a checked account. Throws Conflict when the address has an account. */
export const insertAccount = async (
  core: SignInCore,
  client: Pool | PoolClient,
  { email, name, hash }: PreparedAccount,
): Promise<string> => {
  const accountId = core.newId('acc')
  const now = core.clock.now()
  const { rowCount } = await client.query(
    `insert into sign_in.users (id, name, email, email_verified, created_at, updated_at)
     values ($1, $2, $3, true, $4, $4) on conflict (email) do nothing`,
    [accountId, name, email, now],
  )
  if (rowCount === 0) throw new Conflict('There is already an account with this e-mail address.')
  if (hash !== null) await storePassword(client, { accountId, hash, now })
  return accountId
}
