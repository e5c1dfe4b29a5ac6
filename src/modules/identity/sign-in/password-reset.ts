import { Conflict, Invalid, Unavailable } from '#kernel/errors.js'
import { forgetAttempts, takeAttempt } from './attempts.js'
import type { SignInCore } from './core.js'
import { parseEmail } from './email-address.js'
import { findAccount, findAccountByEmail, requireAccount, type Account } from './find-account.js'
import { findLink, makeLink, useLink, type OneTimeLink } from './one-time-links.js'
import { checkPassword } from './password-policy.js'
import { storePassword } from './store-password.js'
import { inTransaction } from './transaction.js'

const LINK_OVER = 'This link has been used or is more than an hour old. Ask for a new one.'

/**
 * Sends a link to set a new password, if the address has an account that uses one. The answer is
 * the same and as fast when it has none. Throws Invalid, LimitReached, and Unavailable without mail.
 */
export const requestPasswordReset = async (
  core: SignInCore,
  input: { email: string; address: string },
): Promise<void> => {
  const { mail } = core
  if (!mail) {
    throw new Unavailable(
      'This Wardround sends no mail. Ask an administrator for a link to set a new password.',
    )
  }
  const email = parseEmail(input.email)
  await takeAttempt(core, { limit: 'addressReset', of: input.address })
  await takeAttempt(core, { limit: 'accountReset', of: email })
  inBackground(core, () => sendLink(core, mail, email))
}

/** Makes a link for an administrator to hand over. Throws NotFound, and Conflict when deactivated. */
export const makePasswordLink = async (
  core: SignInCore,
  { accountId, by }: { accountId: string; by: string },
): Promise<OneTimeLink> => {
  const account = await requireAccount(core, accountId)
  if (account.deactivatedAt) throw new Conflict('This account is deactivated. Reactivate it first.')
  const link = await makeLink(core, { purpose: 'new-password', accountId, by })
  await core.audit('password-link-made', accountId, { by })
  return link
}

/** Whose password a link sets, for the page that it opens; null when it no longer works. */
export const findPasswordLink = async (
  core: SignInCore,
  token: string,
): Promise<Account | null> => {
  const link = await findLink(core, 'new-password', token)
  return link?.accountId ? findAccount(core, link.accountId) : null
}

/**
 * Sets a new password with a link, once, and ends every session of the account. Throws Invalid when
 * the link is over, or for the field `password` (the link then still works).
 */
export const resetPassword = async (
  core: SignInCore,
  { token, password }: { token: string; password: string },
): Promise<{ accountId: string }> => {
  const account = await findPasswordLink(core, token)
  if (!account || account.deactivatedAt) throw new Invalid(LINK_OVER)
  const { accountId, email } = account
  await checkPassword(password, account, core.passwordPolicy)
  const hash = await core.passwordHashing.hash(password)
  const ended = await inTransaction(core.pool, async (client) => {
    if (!(await useLink(core, client, { purpose: 'new-password', token })))
      throw new Invalid(LINK_OVER)
    await storePassword(client, { accountId, hash, now: core.clock.now() })
    const { rowCount } = await client.query('delete from sign_in.sessions where account_id = $1', [
      accountId,
    ])
    return rowCount ?? 0
  })
  await forgetAttempts(core, { limit: 'accountSignIn', of: email })
  await core.audit('password-reset', accountId, { ended })
  return { accountId }
}

const sendLink = async (
  core: SignInCore,
  mail: NonNullable<SignInCore['mail']>,
  email: string,
): Promise<void> => {
  const account = await findAccountByEmail(core, email)
  if (!account || account.deactivatedAt || (account.hasProvider && !account.hasPassword)) return
  const { accountId, name } = account
  const { url } = await makeLink(core, { purpose: 'new-password', accountId, by: accountId })
  try {
    await mail({ to: email, subject: 'Set a new password for Wardround', text: letter(name, url) })
  } catch {
    await core.audit('password-link-not-sent', accountId)
    return
  }
  await core.audit('password-link-made', accountId, { by: accountId })
}

const letter = (name: string, url: string): string =>
  `Hello ${name},

Somebody asked for a new password for your Wardround account. If it was you, open this link within one hour. It works once.

${url}

If it was not you, you do not need to do anything. Your password stays as it is.
`

const inBackground = (core: SignInCore, work: () => Promise<void>): void => {
  const running = work()
    .catch((error: unknown) => {
      core.log?.('error', `Password link: ${error instanceof Error ? error.message : 'failed'}`)
    })
    .finally(() => core.background.delete(running))
  core.background.add(running)
}
