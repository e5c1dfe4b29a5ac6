import { Client, type ClientBase } from 'pg'
import { Unavailable } from '#kernel/errors.js'
import { connectionSentence } from './connection-sentence.js'
import { groupRoles, linesForAdministrator } from './roles.js'

interface Login {
  login: string
  database: string
  bypasses: boolean
  makes_roles: boolean
  may_create: boolean
  encoding: string
  version: number
  has_roles: boolean
}

const whoAmI = `
  select current_user::text as login, current_database()::text as database,
    rolsuper or rolbypassrls as bypasses, rolcreaterole as makes_roles,
    has_database_privilege(current_database(), 'CREATE') as may_create,
    current_setting('server_encoding') as encoding,
    current_setting('server_version_num')::int as version,
    (select count(*) = 2 from pg_roles r where r.rolname = any ($1)
      and pg_has_role(current_user, r.oid, 'SET')) as has_roles
  from pg_roles where rolname = current_user`

const oldest = 160_000

/** What is wrong with a login for Wardround, as one sentence, or undefined when it will do. */
export function problemOf(login: Omit<Login, 'has_roles' | 'makes_roles'>): string | undefined {
  const { database } = login
  if (login.bypasses) {
    return `DATABASE_URL signs in as ${login.login}, which may bypass row-level security: use a login that is neither a superuser nor BYPASSRLS.`
  }
  if (login.encoding !== 'UTF8') {
    return `The database ${database} of DATABASE_URL is encoded in ${login.encoding}: make one with ENCODING 'UTF8'.`
  }
  if (login.may_create) return undefined
  return `The login ${login.login} of DATABASE_URL may not create schemas in the database ${database}: have an administrator run ALTER DATABASE "${database}" OWNER TO "${login.login}".`
}

async function makeRoles(client: ClientBase, login: string): Promise<void> {
  for (const role of groupRoles) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    if (rowCount === 0) await client.query(`create role ${role} nologin`)
  }
  await client.query(linesForAdministrator(login)[1])
}

async function ensureRoles(client: ClientBase, who: Login): Promise<void> {
  if (who.has_roles) return
  try {
    await client.query('begin')
    await makeRoles(client, who.login)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    const lines = linesForAdministrator(who.login).join('\n')
    throw new Unavailable(
      `The login ${who.login} of DATABASE_URL may not make the roles Wardround needs: have a database administrator run these two lines once, then start again.\n${lines}`,
      { cause: error },
    )
  }
}

async function checkAndPrepare(client: Client): Promise<void> {
  const version = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  const found = version.rows[0]?.version ?? 0
  if (found < oldest) {
    throw new Unavailable(
      `DATABASE_URL leads to PostgreSQL ${Math.floor(found / 10_000)}: Wardround needs PostgreSQL 16 or newer.`,
    )
  }
  const { rows } = await client.query<Login>(whoAmI, [groupRoles])
  const who = rows[0]
  if (!who)
    throw new Unavailable('DATABASE_URL leads to a server that does not know its own login.')
  const problem = problemOf(who)
  if (problem) throw new Unavailable(problem)
  await ensureRoles(client, who)
}

/**
 * Checks the PostgreSQL of DATABASE_URL (16 or newer, UTF-8, a login that cannot bypass row-level
 * security and may create schemas) and makes the roles `wardround_app` and `wardround_definer`
 * where it may. Throws Unavailable with what to do; connecting gives up after 5 seconds.
 */
export async function provisionExternal(databaseUrl: string): Promise<void> {
  let client: Client
  try {
    client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    await client.connect()
  } catch (error) {
    throw new Unavailable(connectionSentence(error), { cause: error })
  }
  try {
    await checkAndPrepare(client)
  } finally {
    await client.end()
  }
}
