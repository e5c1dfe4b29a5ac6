import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor, type Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed } from '#kernel/errors.js'
import { runCli } from '#entrances/cli/cli.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import {
  importOrganisations,
  organisationVerbs,
  proposeImport,
  seedReferencePack,
} from '../index.js'
import type { ProposedChanges } from '../ods/index.js'
import { nationalFile, trust } from '../ods/testing/national-file.js'

const DATA = '../shared/data/ods-organisations'
const PACK = 'reference-data/organisations'

let app: TestApp
let directory: string
let operator: Actor
let administrator: Actor
let staff: Actor

beforeAll(async () => {
  app = await testApp()
  directory = await mkdtemp(join(tmpdir(), 'wardround-import-'))
  const home = await app.world.organisation('Example Operator')
  operator = await app.world.person(home, 'operator')
  administrator = await app.world.person(home, 'administrator')
  staff = await app.world.person(home, 'staff')
})
afterAll(async () => {
  await rm(directory, { recursive: true, force: true })
  await app.close()
})

const cli = async (...args: string[]) => {
  const lines: string[] = []
  const actor = systemActor('command-line')
  const code = await runCli(
    {
      verbs: organisationVerbs,
      version: '0',
      openRegistry: async () => ({
        doors: app.registry.doorsFor(actor),
        actor,
        close: async () => {},
      }),
      clock: app.clock,
      newId: app.newId,
      out: (text) => lines.push(text),
      error: (text) => lines.push(text),
    },
    ['organisations', 'import', ...args],
  )
  return { code, text: lines.join('\n') }
}

const imported = async (file: string, ...options: string[]): Promise<ProposedChanges> => {
  const { code, text } = await cli(file, ...options, '--json')
  expect(code).toBe(0)
  return JSON.parse(text) as ProposedChanges
}

const lengths = ({ proposed_memberships: _moves, ...changes }: ProposedChanges) =>
  Object.fromEntries(
    Object.entries(changes).map(([list, value]) => [
      list,
      typeof value === 'number' ? value : value.length,
    ]),
  )

const NOTHING = { added: 0, changed: 0, closed: 0, gone: 0, needs_a_person: 0, skipped: 0 }

const trustAt = (icb: string) => nationalFile([trust('RZ8', { 4: icb }), trust('RZ9')])

const written = async (name: string, bytes: Uint8Array): Promise<string> => {
  const path = join(directory, name)
  await writeFile(path, bytes)
  return path
}

describe('a small file', () => {
  const first = nationalFile([trust('RZ1'), trust('RZ2'), trust('RZ3')])
  const second = nationalFile([
    trust('RZ1', { 2: 'RENAMED EXAMPLE NHS TRUST' }),
    trust('RZ2', { 12: '20260331' }),
    trust('RZ4'),
  ])

  test('without --apply nothing changes; with it, a second run changes nothing', async () => {
    const path = await written('first.csv', first)
    expect(lengths(await imported(path))).toEqual({ ...NOTHING, read: 3, added: 3, unchanged: 0 })
    expect(await app.sql(`select 1 from organisations where ods_code = 'RZ1'`)).toEqual([])
    await imported(path, '--apply')
    const again = await imported(path, '--apply')
    expect(lengths(again)).toEqual({ ...NOTHING, read: 3, unchanged: 3 })
    const lines = await app.sql(
      `select after from audit where command = 'organisations.import-organisations'`,
    )
    expect(lines).toHaveLength(1)
  })

  test('the page shows before and after, applies what was shown, and nobody else may', async () => {
    const file = new File([new Uint8Array(second)], 'etr.csv', { type: 'text/csv' })
    const shown = await app.post('/register/organisations/import', operator, { file })
    expect(shown.status).toBe(200)
    const html = await shown.text()
    expect(html).toContain('<del>Example RZ1 NHS Trust</del>')
    expect(html).toContain('Closed on 2026-03-31.')
    const value = (name: string) =>
      new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
    const packed = value('packed')
    const applied = await app.post('/register/organisations/import', operator, {
      packed,
      shown: value('shown'),
    })
    expect(applied.status).toBe(303)
    const [row] = await app.sql(
      `select name, source, revision from organisations where ods_code = 'RZ1'`,
    )
    expect(row).toEqual({ name: 'Renamed Example NHS Trust', source: 'etr', revision: 2 })
    const late = await app.post('/register/organisations/import', operator, {
      packed,
      shown: value('shown'),
    })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('The register has changed since this was shown')
    for (const somebody of [administrator, staff]) {
      const refused = await app.post('/register/organisations/import', somebody, { packed })
      expect(refused.status).toBe(403)
    }
    const act = app.registry.run(importOrganisations, administrator, { file: second })
    await expect(act).rejects.toThrow(NotAllowed)
  })

  test('each changed organisation has a line with before and after', async () => {
    const lines = await app.sql(
      `select a.before, a.after, a.actor_id from audit a join organisations o on o.id = a.subject_id
        where o.ods_code = 'RZ1'`,
    )
    expect(lines).toEqual([
      {
        before: { name: 'Example RZ1 NHS Trust' },
        after: { name: 'Renamed Example NHS Trust' },
        actor_id: operator.id,
      },
    ])
  })

  test('what was looked at and has changed since is refused', async () => {
    const act = app.registry.run(importOrganisations, operator, { file: first, shown: 'other' })
    await expect(act).rejects.toThrow(Conflict)
  })
})

describe('bad files get one sentence and exit code 2', () => {
  const table: [string, Uint8Array, RegExp][] = [
    ['empty', new Uint8Array(), /This file is empty/],
    [
      'a spreadsheet',
      new TextEncoder().encode('PK\u0003\u0004rest'),
      /ZIP archive or a spreadsheet/,
    ],
    ['something else', new TextEncoder().encode('a,b\n1,2\n'), /not a file this page knows/],
  ]
  test.each(table)('%s', async (name, bytes, expected) => {
    const { code, text } = await cli(await written(`${name}.csv`, bytes), '--apply')
    expect(code).toBe(2)
    expect(text).toMatch(expected)
    expect(text.split('\n')).toHaveLength(1)
    const file = new File([new Uint8Array(bytes)], 'bad.csv', { type: 'text/csv' })
    const page = await app.post('/register/organisations/import', operator, { file })
    expect(page.status).toBe(422)
  })

  test('no file at all', async () => {
    expect(await cli('/nowhere/etr.csv')).toEqual({
      code: 2,
      text: 'There is no file at /nowhere/etr.csv.',
    })
    expect((await cli(directory)).text).toMatch(/is a directory/)
  })

  test.skipIf(process.platform === 'win32')('a device, which never ends', async () => {
    expect((await cli('/dev/zero')).text).toMatch(/is not an ordinary file/)
  })
})

describe('the reference pack', () => {
  test('is loaded once: 48 boards, 30 trusts, 16 successions, and no membership', async () => {
    const load = () => seedReferencePack(app.registry.doorsFor, PACK)
    expect(await load()).toEqual({ organisations: 78, successions: 16 })
    expect(await load()).toEqual({ organisations: 0, successions: 0 })
    const [count] = await app.sql(`select count(*)::int as n from organisations
      where source = 'reference-pack' and kind = 'icb' and closed is null`)
    expect(count).toEqual({ n: 36 })
    expect(await app.sql('select 1 from system_memberships')).toEqual([])
  })

  test('an import never touches a membership, and proposes a move once', async () => {
    await app.registry.run(importOrganisations, operator, { file: trustAt('QKK') })
    const { changes } = await app.registry.run(importOrganisations, operator, {
      file: trustAt('Z9B2Z'),
    })
    expect(changes.proposed_memberships.map((one) => [one.key, one.to])).toEqual([['RZ8', 'Z9B2Z']])
    const again = await app.registry.run(importOrganisations, operator, { file: trustAt('Z9B2Z') })
    expect(again.changes.proposed_memberships).toEqual([])
    const open = await app.sql(`select s.ods_code from system_membership_proposals p
      join organisations o on o.id = p.organisation_id join organisations s on s.id = p.system_id
      where o.ods_code = 'RZ8' order by 1`)
    expect(open).toEqual([{ ods_code: 'QKK' }, { ods_code: 'Z9B2Z' }])
    expect(await app.sql('select 1 from system_memberships')).toEqual([])
  })

  test('a board that has closed is never proposed', async () => {
    const file = nationalFile([trust('RZ7', { 4: 'QMJ' })])
    const { changes } = await app.registry.read(proposeImport, operator, { file })
    expect(changes.proposed_memberships).toEqual([])
  })
})

describe.skipIf(!existsSync(DATA))(
  'the real files, over the reference pack (needs ../shared)',
  () => {
    test('trusts of December 2025, then of April 2026, by the command line', async () => {
      await seedReferencePack(app.registry.doorsFor, PACK)
      const december = await imported(join(DATA, 'etr-2025-12.csv'), '--apply')
      expect([december.read, december.needs_a_person, december.skipped]).toEqual([273, [], []])
      const april = await imported(join(DATA, 'etr-2026-04.csv'))
      expect(april.added.map((one) => one.key)).toEqual(['K0N6A'])
      expect(april.closed.map((one) => one.key).toSorted()).toEqual(['RNK', 'RY2', 'RYV'])
      expect(april.changed).toHaveLength(82)
      const having = (field: string) =>
        [...april.changed, ...april.closed].filter((item) =>
          item.changes.some((change) => change.field === field),
        )
      expect(having('icb_code')).toHaveLength(81)
      expect(
        having('name')
          .map((one) => one.key)
          .toSorted(),
      ).toEqual(['RRF', 'RWW', 'RY3'])
      expect(having('address').map((one) => one.key)).toEqual(['RDY'])
      expect(lengths(await imported(join(DATA, 'etr-2026-04.csv'), '--apply'))).toEqual(
        lengths(april),
      )
      const again = await imported(join(DATA, 'etr-2026-04.csv'), '--apply')
      expect(again.unchanged).toBe(274)
      expect([again.added, again.changed, again.closed, again.proposed_memberships]).toEqual([
        [],
        [],
        [],
        [],
      ])
    })

    test.each(['icbs.csv', 'eccg-2025-12.csv', 'gp-practices-london-2025-11.csv'])(
      '%s comes in, and a second run changes nothing',
      async (name) => {
        const first = await imported(join(DATA, name), '--apply')
        expect(first.read).toBe(
          first.added.length +
            first.changed.length +
            first.unchanged +
            first.closed.length +
            first.needs_a_person.length +
            first.skipped.length,
        )
        const again = await imported(join(DATA, name), '--apply')
        expect([again.added, again.changed, again.closed, again.proposed_memberships]).toEqual([
          [],
          [],
          [],
          [],
        ])
      },
    )
  },
)
