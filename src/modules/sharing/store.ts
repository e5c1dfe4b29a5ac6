import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import type { AttentionCounts } from './model.js'

/** An organisation by name. */
export interface NamedOrganisation {
  id: string
  name: string
}

/** The systems that the current organisation belongs to, or is, today. */
export const readCurrentSystems = async (db: ReadDb): Promise<NamedOrganisation[]> => {
  const { rows } = await sql<NamedOrganisation>`
    select id, name from organisations where id in (select current_systems()) order by name, id
  `.execute(db)
  return rows
}

/** The organisations of a system today, the one that runs it included. */
export const readMembers = async (db: ReadDb, systemId: string): Promise<NamedOrganisation[]> => {
  const { rows } = await sql<NamedOrganisation>`
    select o.id, o.name from organisations o
     where o.id = ${systemId}
        or o.id in (select m.organisation_id from system_memberships m
                     where m.system_id = ${systemId} and m.member_from <= current_day()
                       and (m.member_until is null or m.member_until > current_day()))
     order by o.name, o.id`.execute(db)
  return rows
}

/** What ends by a day or waits for an explanation, counted by deployment. */
export const readAttentionCounts = async (
  db: ReadDb,
  until: CalendarDate,
): Promise<AttentionCounts[]> => {
  const { rows } = await sql<{
    deployment_id: string
    signals: number
    exceptions: number
    evidence_expiring: number
    evidence_expired: number
  }>`select * from attention_counts(${until}::date)`.execute(db)
  return rows.map((row) => ({
    deploymentId: row.deployment_id,
    signals: row.signals,
    exceptions: row.exceptions,
    evidenceExpiring: row.evidence_expiring,
    evidenceExpired: row.evidence_expired,
  }))
}

/** How much partners in a system hold back; no names. */
export const readHeldBack = async (
  db: ReadDb,
  systemId: string,
): Promise<{ deployments: number; opportunities: number }> => {
  const { rows } = await sql<{
    deployments: number
    opportunities: number
  }>`select * from held_back_in_system(${systemId})`.execute(db)
  return rows[0] ?? { deployments: 0, opportunities: 0 }
}
