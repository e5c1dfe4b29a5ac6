import { z } from 'zod'
import { systemActor } from '#kernel/actor.js'
import type { Doors } from '#kernel/operation.js'
import { agreedWay, digestOfVersion, versionOfContent } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { changedIds, wayChanged } from './changed-way.js'

/**
 * Notes the national version of this release, so that a system follows the one it had until it adopts it.
 * Those who belong to no system follow it at once: what it asks otherwise than the release at the last
 * start is told in the same commit.
 */
export const recordInstalledVersion = command({
  name: 'agreed-way.record-installed-version',
  allow: ['system'],
  input: z.object({}),
  async run({ tx, now }) {
    const national = agreedWay()
    const digest = digestOfVersion(national)
    const seen = await lastSeen(tx)
    const result = { version: national.version, digest }
    if (seen?.digest === digest) return { result, audit: 'nothing-changed', events: [] }
    await tx
      .insertInto('installed_versions')
      .values({
        digest,
        version: national.version,
        content: JSON.stringify(national),
        installed_at: now,
        last_seen_at: now,
      })
      .onConflict((conflict) => conflict.column('digest').doUpdateSet({ last_seen_at: now }))
      .execute()
    const before = seen ? versionOfContent(seen.content) : national
    const change = { before, after: national, systemId: null, proposalId: null }
    return {
      result,
      audit: {
        subject: { kind: 'agreed-way', id: national.version },
        before: seen ? { installed: before.version, digest: seen.digest } : null,
        after: { installed: national.version, digest, asksOtherwise: changedIds(change) },
      },
      events: wayChanged(change),
    }
  },
})

const lastSeen = (db: ReadDb) =>
  db
    .selectFrom('installed_versions')
    .select(['digest', 'content'])
    .orderBy('last_seen_at', (order) => order.desc().nullsLast())
    .orderBy('installed_at', 'desc')
    .limit(1)
    .executeTakeFirst()

const isInstalledNoted = query({
  name: 'agreed-way.is-installed-noted',
  allow: ['system'],
  input: z.object({}),
  run: async ({ db }) => (await lastSeen(db))?.digest === digestOfVersion(agreedWay()),
})

/** Notes the version of this release where the last start saw another; safe at every start. */
export const noteInstalledVersion = async (
  doorsFor: (actor: ReturnType<typeof systemActor>) => Doors,
): Promise<void> => {
  const doors = doorsFor(systemActor('agreed-way'))
  if (!(await doors.read(isInstalledNoted, {}))) await doors.run(recordInstalledVersion, {})
}
