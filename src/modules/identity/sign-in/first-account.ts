import { Conflict, Invalid } from '#kernel/errors.js'
import type { SignInCore } from './core.js'
import { insertAccount, prepareAccount, type NewAccount } from './create-account.js'
import { findLink, makeLink, useLink, type OneTimeLink } from './one-time-links.js'
import { inTransaction } from './transaction.js'

const LINK_OVER =
  'This link has been used or is more than an hour old. Run “wardround first-link” on the server for a new one.'

/** Makes the link to create the first account. Throws Conflict when there is an account already. */
export const makeFirstLink = async (
  core: SignInCore,
  { by }: { by: string },
): Promise<OneTimeLink> => {
  if (await hasAccounts(core)) {
    throw new Conflict(
      'The first account has been created. Ask an administrator for an invitation.',
    )
  }
  const link = await makeLink(core, { purpose: 'first-account', accountId: null, by })
  await core.audit('first-link-made', null, { by })
  return link
}

/** Whether anybody has an account yet. */
export const hasAccounts = async (core: SignInCore): Promise<boolean> => {
  const { rowCount } = await core.pool.query('select from sign_in.users limit 1')
  return rowCount === 1
}

/** Whether a first link still works, for the page that it opens. */
export const isFirstLink = async (core: SignInCore, token: string): Promise<boolean> =>
  (await findLink(core, 'first-account', token)) !== null

/**
 * Creates the first account with the one-time link. Throws Invalid when the link is over or a field
 * is wrong (the link then still works), and Conflict when somebody was first.
 */
export const createFirstAccount = async (
  core: SignInCore,
  { token, ...input }: Omit<NewAccount, 'by'> & { token: string; password: string },
): Promise<{ accountId: string }> => {
  if (!(await isFirstLink(core, token))) throw new Invalid(LINK_OVER)
  const prepared = await prepareAccount(core, input)
  const accountId = await inTransaction(core.pool, async (client) => {
    if (!(await useLink(core, client, { purpose: 'first-account', token })))
      throw new Invalid(LINK_OVER)
    const { rowCount } = await client.query('select from sign_in.users limit 1')
    if (rowCount !== 0) throw new Conflict('The first account has already been created.')
    return insertAccount(core, client, prepared)
  })
  await core.audit('account-created', accountId, { by: 'first-link', password: true })
  return { accountId }
}
