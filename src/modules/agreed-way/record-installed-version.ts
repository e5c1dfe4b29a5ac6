import { sql } from 'kysely'
import { z } from 'zod'
import { systemActor } from '#kernel/actor.js'
import type { Doors } from '#kernel/operation.js'
import { agreedWay, digestOfVersion } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'

/** Notes the national version of this release, so that a system follows the one it had until it adopts it. */
export const recordInstalledVersion = command({
  name: 'agreed-way.record-installed-version',
  allow: ['system'],
  input: z.object({}),
  async run({ tx, now }) {
    const national = agreedWay()
    const digest = digestOfVersion(national)
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('installed_versions')
      .values({
        digest,
        version: national.version,
        content: JSON.stringify(national),
        installed_at: now,
      })
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .executeTakeFirst()
    return {
      result: { version: national.version, digest },
      audit:
        numInsertedOrUpdatedRows === 1n
          ? {
              subject: { kind: 'agreed-way', id: national.version },
              after: { installed: national.version, digest },
            }
          : 'nothing-changed',
      events: [],
    }
  },
})

const isInstalledNoted = query({
  name: 'agreed-way.is-installed-noted',
  allow: ['system'],
  input: z.object({}),
  run: async ({ db }) =>
    (await db
      .selectFrom('installed_versions')
      .select(sql<number>`1`.as('one'))
      .where('digest', '=', digestOfVersion(agreedWay()))
      .executeTakeFirst()) !== undefined,
})

/** Notes the version of this release where it is not noted yet; safe at every start. */
export const noteInstalledVersion = async (
  doorsFor: (actor: ReturnType<typeof systemActor>) => Doors,
): Promise<void> => {
  const doors = doorsFor(systemActor('agreed-way'))
  if (!(await doors.read(isInstalledNoted, {}))) await doors.run(recordInstalledVersion, {})
}
