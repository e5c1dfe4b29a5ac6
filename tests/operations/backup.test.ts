import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Visitor } from '../support/visitor.js'
import { lookBehind } from './behind-the-scenes.js'
import { openFirstAccount, visitorOf } from './first-account.js'
import { LOCK as DELETION_LOCK } from '#registry/deletion-lock.js'
import { digestOf } from '#files/file-store.js'
import { checkContents } from '#main/backup/contents.js'
import { readManifest } from '#main/backup/manifest.js'
import { readConfig } from '#main/config.js'
import { openForCommand } from '#main/open-for-command.js'
import { startS3Server } from '#files/testing/s3-server.js'
import { makeMonitoredKey, type MonitoredKey } from './monitored-key.js'
import { registryDigests } from './registry-digests.js'
import { ensureBuilt, startWardround, wardround } from './run-program.js'
import { startServerProcess } from './server-process.js'
import { temporaryDirectory } from './temporary-directory.js'
import { sendEvents, sendProduct } from './writer.js'

const directory = temporaryDirectory('backup')
const data = join(directory, 'data')
const running = join(directory, 'running')
const EVENTS = Array.from({ length: 50 }, (_, place) => `event-${place}`)
let before: Awaited<ReturnType<typeof registryDigests>>
let sender: MonitoredKey
let visitor: Visitor

const settings = (place: string) => ({ WARDROUND_DATA: join(directory, place) })

/** Deliveries that wait for later, so that the worker of the server leaves them alone. */
const WAITING = `insert into jobs.job (name, data, start_after) select 'deliveries',
  jsonb_build_object('eventId', 'evt_none', 'handler', 'handler-' || n), now() + interval '1 hour'
  from generate_series(1, 3) n`

/** Deliveries that the worker of the server still carries out: what it writes must be in the backup too. */
const UNDER_WAY = `select count(*)::int as n from jobs.job where name = 'deliveries'
  and state in ('created', 'retry', 'active') and start_after <= now()`

const DOCUMENT = `insert into evidence_documents (id, organisation_id, requirement_id, kind, title,
    file_name, media_type, size, digest, scan, added_on, added_at, added_by, added_by_name, scope, subject_id)
  select $1, id, 'R04', 'file', 'Safety case', 'case.pdf', 'application/pdf', 13, $2, 'scanned',
    '2026-11-02', now(), 'per_1', 'Person 1', 'adopter', id from organisations order by id limit 1`

const deliveriesIn = (backup: string): unknown[] =>
  (JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8')) as { deliveries: unknown[] })
    .deliveries

/** The digests of what lies in a data directory, before a worker goes on with what waits there. */
const digestsOf = async (place: string): ReturnType<typeof registryDigests> => {
  const opened = await openForCommand(readConfig({ WARDROUND_DATA: place }), 'a test')
  const behind = lookBehind(place, opened.databaseUrl)
  try {
    return await registryDigests(behind)
  } finally {
    await behind.close()
    await opened.close()
  }
}

beforeAll(async () => {
  await ensureBuilt()
  const server = await startServerProcess(data)
  visitor = await openFirstAccount(server)
  sender = await makeMonitoredKey(data)
  await sendProduct(server.url, sender.key, 'Scan reader "quoted" \t and tabbed')
  expect((await sendEvents(server.url, sender, EVENTS)).accepted).toBe(EVENTS.length)
  mkdirSync(join(data, 'files', 'ab'), { recursive: true })
  writeFileSync(join(data, 'files', 'ab', 'document'), Buffer.from([0, 1, 2, 255]))
  const behind = lookBehind(data)
  await vi.waitFor(async () => expect(await behind.sql(UNDER_WAY)).toEqual([{ n: 0 }]), 60_000)
  await behind.sql(WAITING)
  const made = await wardround(['backup', running, '--json'], settings('data'))
  before = await registryDigests(behind)
  await behind.close()
  expect(made.code, made.stdout + made.stderr).toBe(0)
  expect(JSON.parse(made.stdout)).toMatchObject({ predictions: EVENTS.length, files: 1 })
  expect(await server.stop()).toBe(0)
}, 300_000)

test('a backup is closed to others and lists every file with its digest', () => {
  expect(statSync(running).mode & 0o777).toBe(0o700)
  const manifest = JSON.parse(readFileSync(join(running, 'backup.json'), 'utf8')) as {
    contents: { path: string }[]
  }
  expect(manifest.contents.map((one) => one.path)).toEqual(
    expect.arrayContaining(['secret', 'files/ab/document', 'telemetry/predictions.ndjson']),
  )
})

test('a stopped instance is backed up with the same content, into an empty directory only', async () => {
  const stopped = join(directory, 'stopped')
  const made = await wardround(['backup', stopped, '--json'], settings('data'))
  expect(made.code, made.stdout + made.stderr).toBe(0)
  for (const file of ['registry/public.products.copy', 'telemetry/predictions.ndjson', 'secret']) {
    expect(readFileSync(join(stopped, file))).toEqual(readFileSync(join(running, file)))
  }
  const refused = await wardround(['backup', stopped], settings('data'))
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('is not empty')])
})

test('stopped before its end, it leaves what reads as unfinished, and is not restored', async () => {
  const server = await startServerProcess(data)
  const behind = lookBehind(data)
  // A backup waits for this lock, so it is caught half done.
  await behind.sql('select pg_advisory_lock($1)', [DELETION_LOCK])
  const stopped = join(directory, 'interrupted')
  const child = startWardround(['backup', stopped], settings('data'))
  await vi.waitFor(() => expect(existsSync(join(stopped, 'unfinished'))).toBe(true), 60_000)
  child.process.kill('SIGINT')
  expect((await child.ended).code).not.toBe(0)
  await behind.close()
  expect(await server.stop()).toBe(0)

  expect(readdirSync(stopped)).toEqual(['unfinished'])
  const restored = await wardround(['restore', stopped], settings('of-half'))
  const sentence = expect.stringContaining('stopped before it was whole')
  expect([restored.code, restored.stderr]).toEqual([2, sentence])
  const again = await wardround(['backup', stopped], settings('data'))
  expect([again.code, again.stderr]).toEqual([2, sentence])
  rmSync(stopped, { recursive: true })
}, 300_000)

test('restored into an empty directory, every row, event and file is there, and sign-ins hold', async () => {
  const restored = join(directory, 'restored')
  const done = await wardround(['restore', running, '--json'], settings('restored'))
  expect(done.code, done.stdout + done.stderr).toBe(0)
  expect(readFileSync(join(restored, 'files/ab/document'))).toEqual(Buffer.from([0, 1, 2, 255]))
  expect(readFileSync(join(restored, 'secret'))).toEqual(readFileSync(join(data, 'secret')))

  const backedUpAgain = join(directory, 'again')
  const again = await wardround(['backup', backedUpAgain], settings('restored'))
  expect(again.code, again.stderr).toBe(0)
  for (const part of ['registry', 'telemetry']) {
    for (const name of readdirSync(join(running, part))) {
      const lines = (of: string) =>
        readFileSync(join(of, part, name), 'utf8')
          .split('\n')
          .toSorted()
      expect(lines(backedUpAgain), name).toEqual(lines(running))
    }
  }

  expect(deliveriesIn(running).length).toBeGreaterThanOrEqual(3)
  expect(deliveriesIn(backedUpAgain)).toEqual(expect.arrayContaining(deliveriesIn(running)))

  const after = await digestsOf(restored)
  const server = await startServerProcess(restored)
  const session = await fetch(`${server.url}/account`, {
    headers: visitor.cookies(),
    redirect: 'manual',
  })
  const page = await session.text()
  const same = await sendEvents(server.url, sender, EVENTS)
  const newcomer = await visitorOf(server).get('/sign-in')
  expect(await server.stop()).toBe(0)

  expect(Object.keys(after)).toEqual(Object.keys(before))
  const moved = Object.keys(before).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  expect(moved).toEqual([])
  expect([session.status, page]).toEqual([200, expect.stringContaining('First Person')])
  expect(same).toMatchObject({ accepted: 0, duplicate: EVENTS.length })
  expect(newcomer.status).toBe(200)
  expect(server.firstToken).toBeUndefined()
}, 300_000)

test('documents of a bucket are in the backup, come back into another, and what is missing is named', async () => {
  const [from, to] = [await startS3Server(), await startS3Server()]
  const bucket = ({ place }: typeof from) => ({
    FILES_S3_URL: place.url,
    FILES_S3_REGION: place.region,
    FILES_S3_KEY_ID: place.accessKeyId,
    FILES_S3_SECRET: place.secretAccessKey,
  })
  const kept = Buffer.from('a safety case')
  const [there, lost] = [digestOf(kept), digestOf(Buffer.from('lost'))]
  from.objects.set(`/documents/wardround/${there.slice(0, 2)}/${there}`, kept)
  const server = await startServerProcess(data)
  const behind = lookBehind(data)
  for (const digest of [there, lost]) await behind.sql(DOCUMENT, [`doc_${digest}`, digest])
  await behind.close()
  expect(await server.stop()).toBe(0)

  const backup = join(directory, 'of-a-bucket')
  const made = await wardround(['backup', backup], { ...settings('data'), ...bucket(from) })
  expect([made.code, made.stdout]).toEqual([3, expect.stringContaining(lost)])
  expect(made.stdout).not.toContain(there)
  expect(readFileSync(join(backup, 'files', there.slice(0, 2), there))).toEqual(kept)

  const done = await wardround(['restore', backup, '--json'], {
    ...settings('beside-a-bucket'),
    ...bucket(to),
  })
  expect([done.code, JSON.parse(done.stdout)]).toEqual([
    3,
    expect.objectContaining({ missing: [lost] }),
  ])
  expect([...to.objects.values()].map(String)).toEqual(['a safety case'])
  await Promise.all([from.close(), to.close()])
}, 300_000)

test('into an installation that holds records it is refused, and leaves it as it was', async () => {
  const untouched = readFileSync(join(data, 'secret'))
  rmSync(join(data, 'files'), { recursive: true })
  const refused = await wardround(['restore', running], settings('data'))
  expect([refused.code, refused.stderr]).toEqual([
    6,
    expect.stringContaining('already holds records'),
  ])
  expect(readFileSync(join(data, 'secret'))).toEqual(untouched)
  expect(existsSync(join(data, 'files'))).toBe(false)
})

const damage: [string, (backup: string) => void, RegExp][] = [
  [
    'a byte was changed',
    (backup) => {
      const path = join(backup, 'registry/public.people.copy')
      const bytes = readFileSync(path)
      bytes[3] = (bytes[3] ?? 0) ^ 1
      writeFileSync(path, bytes)
    },
    /public\.people\.copy was changed/,
  ],
  [
    'a file was cut short',
    (backup) => truncateSync(join(backup, 'telemetry/predictions.ndjson'), 100),
    /predictions\.ndjson has 100 bytes and should have/,
  ],
  [
    'a file is missing',
    (backup) => rmSync(join(backup, 'files/ab/document')),
    /document is missing/,
  ],
  [
    'a file was added',
    (backup) => writeFileSync(join(backup, 'files/more'), 'x'),
    /files\/more does not belong to it/,
  ],
  [
    'its manifest is missing',
    (backup) => rmSync(join(backup, 'backup.json')),
    /holds no complete backup: backup\.json is missing/,
  ],
]

const damaged = (name: string, harm: (backup: string) => void): string => {
  const backup = join(directory, name.replaceAll(' ', '-'))
  cpSync(running, backup, { recursive: true })
  harm(backup)
  return backup
}

test.each(damage)('not whole when %s', async (name, harm, sentence) => {
  const backup = damaged(name, harm)
  await expect(async () => checkContents(backup, readManifest(backup))).rejects.toThrow(sentence)
})

test('refused when it is not whole, with nothing half done', async () => {
  const backup = damaged('cut in half', (whole) => rmSync(join(whole, 'files/ab/document')))
  const target = join(directory, 'target of half')
  const refused = await wardround(['restore', backup], { WARDROUND_DATA: target })
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining('document is missing'),
  ])
  expect(existsSync(target)).toBe(false)
})
