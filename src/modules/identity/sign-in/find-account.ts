import { NotFound } from '#kernel/errors.js'
import type { SignInCore } from './core.js'
import { normaliseEmail } from './email-address.js'

/** An account as others may know it. */
export interface Account {
  accountId: string
  name: string
  email: string
  deactivatedAt: Date | null
  secondFactorOn: boolean
  hasPassword: boolean
  /** Whether the account has signed in with the OpenID Connect provider. */
  hasProvider: boolean
}

/** The account of an e-mail address, however it is typed, or null. */
export const findAccountByEmail = (core: SignInCore, email: string): Promise<Account | null> =>
  findOne(core, 'email', normaliseEmail(email))

/** The account of an id, or null. */
export const findAccount = (core: SignInCore, accountId: string): Promise<Account | null> =>
  findOne(core, 'id', accountId)

/** The account of an id. Throws NotFound. */
export const requireAccount = async (core: SignInCore, accountId: string): Promise<Account> => {
  const account = await findAccount(core, accountId)
  if (!account) throw new NotFound('There is no such account.')
  return account
}

const findOne = async (
  core: SignInCore,
  column: 'id' | 'email',
  value: string,
): Promise<Account | null> => {
  const { rows } = await core.pool.query<Account>(
    `select u.id as "accountId", u.name, u.email, u.deactivated_at as "deactivatedAt",
       u.second_factor_enabled as "secondFactorOn",
       exists (select from sign_in.credentials c
               where c.account_id = u.id and c.password is not null) as "hasPassword",
       exists (select from sign_in.credentials c
               where c.account_id = u.id and c.provider_id = 'oidc') as "hasProvider"
     from sign_in.users u where u.${column} = $1`,
    [value],
  )
  return rows[0] ?? null
}
