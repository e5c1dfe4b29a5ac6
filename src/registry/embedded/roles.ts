import type { ClientBase } from 'pg'
import { escapeIdentifier, escapeLiteral } from 'pg'

/** The role and database of Wardround in its own PostgreSQL: owner of the tables, never superuser. */
export const ownerRole = 'wardround'

/** The roles that requests and listed definer functions take on; neither can sign in. */
export const groupRoles = ['wardround_app', 'wardround_definer'] as const

const limits = 'NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION'

/**
 * Makes, or sets right, the owner role, the two roles without sign-in and the database, as the
 * initdb superuser. Doing it again changes nothing.
 */
export async function ensureRolesAndDatabase(admin: ClientBase, password: string): Promise<void> {
  for (const role of [ownerRole, ...groupRoles]) {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role])
    if (rowCount === 0) await admin.query(`create role ${role}`)
    const login = role === ownerRole ? `LOGIN PASSWORD ${escapeLiteral(password)}` : 'NOLOGIN'
    await admin.query(`alter role ${role} ${limits} ${login}`)
  }
  await admin.query(
    `grant ${groupRoles.join(', ')} to ${ownerRole} with inherit false, set true, admin false`,
  )
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [ownerRole])
  if (rowCount === 0) await admin.query(`create database ${ownerRole} owner ${ownerRole}`)
}

/** The two lines of SQL a database administrator runs once for a login of an external server. */
export function linesForAdministrator(login: string): readonly [string, string] {
  return [
    groupRoles.map((role) => `CREATE ROLE ${role} NOLOGIN NOBYPASSRLS;`).join(' '),
    `GRANT ${groupRoles.join(', ')} TO ${escapeIdentifier(login)} WITH INHERIT FALSE, SET TRUE;`,
  ]
}
