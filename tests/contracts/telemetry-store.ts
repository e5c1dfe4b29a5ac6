import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Conflict, Invalid } from '#kernel/errors.js'
import { EventLines } from '#telemetry/event-lines.js'
import type { JoinedRow, Scope, TelemetryStore } from '#telemetry/telemetry-store.js'
import { keep, MONDAY, newScope, outcome, prediction, rowsOf, WEEK } from './telemetry-events.js'

/** What every telemetry store must do, whichever its engine. */
export const describeTelemetryStore = (name: string, open: () => TelemetryStore): void => {
  describe(`${name}: events at rest`, () => {
    it('accepts an event once and calls the same event a duplicate', async () => {
      const scope = newScope()
      const events = [prediction('a', 1, 0.5), prediction('b', 2, 0.25)]
      expect(await open().append(scope, { kind: 'predictions', events })).toEqual([
        'accepted',
        'accepted',
      ])
      expect(
        await open().append(scope, {
          kind: 'predictions',
          events: [...events, prediction('c', 3, 1), prediction('c', 3, 1)],
        }),
      ).toEqual(['duplicate', 'duplicate', 'accepted', 'duplicate'])
      expect(await open().counts(scope)).toEqual({ predictions: 3, outcomes: 0 })
    })

    it('reports an event id sent again with other content, and keeps the first', async () => {
      const scope = newScope()
      const first = prediction('a', 1, 0.5, { groups: { sex: 'female', age: '60 to 69' } })
      await keep(open(), scope, [first], [outcome('a', 9, 1)])
      const others = [
        { ...first, score: 0.5000000000000001 },
        { ...first, predictionId: 'b' },
        { ...first, site: 'Ward 1' },
        { ...first, groups: { sex: 'female' } },
        { ...first, groups: { age: '60 to 69', sex: 'female' } },
      ]
      expect(await open().append(scope, { kind: 'predictions', events: others })).toEqual([
        'conflict',
        'conflict',
        'conflict',
        'conflict',
        'duplicate',
      ])
      expect(
        await open().append(scope, { kind: 'outcomes', events: [outcome('a', 9, 0)] }),
      ).toEqual(['conflict'])
      expect(await rowsOf(open(), scope)).toMatchObject([{ score: 0.5, outcome: 1 }])
    })

    it('judges a conflict within one batch', async () => {
      const events = [prediction('a', 1, 0.5), prediction('a', 1, 0.75)]
      expect(await open().append(newScope(), { kind: 'predictions', events })).toEqual([
        'accepted',
        'conflict',
      ])
    })

    it('judges events that come as lines as it does others, and gives them back alike', async () => {
      const scope = newScope()
      const events = [
        prediction('a', 1, 0.5, { site: 'Ŵard', groups: { sex: 'female', age: '60 to 69' } }),
        prediction('b', 2, 0.25, { version: '2.1', decision: 1 }),
      ]
      const asLines = (...batch: typeof events): EventLines => {
        const lines = new EventLines(scope, 'predictions')
        lines.addAll({ kind: 'predictions', events: batch })
        return lines
      }
      const answers = await Promise.all([
        open().appendLines(asLines(...events)),
        open().appendLines(asLines(prediction('a', 1, 0.75), prediction('c', 3, 1))),
      ])
      expect(answers).toEqual([
        ['accepted', 'accepted'],
        ['conflict', 'accepted'],
      ])
      expect(await open().appendLines(asLines(...events))).toEqual(['duplicate', 'duplicate'])
      expect(await open().append(scope, { kind: 'predictions', events })).toEqual([
        'duplicate',
        'duplicate',
      ])
      const other = newScope()
      await keep(open(), other, [...events, prediction('c', 3, 1)])
      expect(await rowsOf(open(), scope)).toEqual(await rowsOf(open(), other))
    })

    it('stores each event of many senders at once exactly once', async () => {
      const scope = newScope()
      const events = Array.from({ length: 50 }, (_, n) => prediction(`p${n}`, n, n / 50))
      const results = await Promise.all(
        Array.from({ length: 8 }, () => open().append(scope, { kind: 'predictions', events })),
      )
      expect(results.flat().filter((result) => result === 'accepted')).toHaveLength(50)
      expect(results.flat().filter((result) => result === 'duplicate')).toHaveLength(350)
      expect(await rowsOf(open(), scope)).toHaveLength(50)
    })

    it('gives every part of an event back as it was sent', async () => {
      const scope = newScope()
      const full = prediction('full', 1.000001, 0.1, {
        decision: 1,
        version: '2.1 "β"',
        site: "St Thomas' \\ A&E; -- ward",
        groups: { ethnicity: 'Black, African', 'q"uote': "it's {age:String} $1 %s" },
      })
      await keep(open(), scope, [full, prediction('bare', 2, 0.2)], [outcome('full', 30, 0)])
      expect(await rowsOf(open(), scope)).toEqual([
        {
          eventId: full.eventId,
          predictionId: 'full',
          at: full.occurredAt,
          score: 0.1,
          outcome: 0,
          knownAt: outcome('full', 30, 0).knownAt,
          decision: 1,
          version: full.version,
          site: full.site,
          groups: full.groups,
        },
        {
          eventId: 'prediction-bare',
          predictionId: 'bare',
          at: prediction('bare', 2, 0).occurredAt,
          score: 0.2,
          outcome: null,
          groups: {},
        },
      ])
    })

    it.each([
      ['a score that is no number', { score: Number.NaN }],
      ['an infinite score', { score: Number.POSITIVE_INFINITY }],
      ['minus zero', { score: -0 }],
      ['an empty id', { eventId: '' }],
      ['a control character', { predictionId: 'a\u0000b' }],
      ['half a character', { site: '\ud800' }],
      ['a time that is none', { occurredAt: new Date(Number.NaN) }],
    ])('refuses %s and stores nothing of the batch', async (_, wrong) => {
      const scope = newScope()
      const events = [prediction('good', 1, 0.5), { ...prediction('bad', 1, 0.5), ...wrong }]
      await expect(open().append(scope, { kind: 'predictions', events })).rejects.toThrow(Invalid)
      expect(await open().counts(scope)).toEqual({ predictions: 0, outcomes: 0 })
    })

    it('keeps every double exactly, in rows, in comparison and as a threshold', async () => {
      const doubles = fc.double({ noNaN: true, noDefaultInfinity: true })
      await fc.assert(
        fc.asyncProperty(fc.array(doubles, { minLength: 1, maxLength: 200 }), async (drawn) => {
          const scores = [...AWKWARD, ...drawn].map((score) => (score === 0 ? 0 : score))
          const scope = newScope()
          const events = scores.map((score, n) => prediction(String(n).padStart(4, '0'), 1, score))
          await open().append(scope, { kind: 'predictions', events })
          expect((await rowsOf(open(), scope)).map(({ score }) => score)).toEqual(scores)
          const again = await open().append(scope, { kind: 'predictions', events })
          expect(again.every((result) => result === 'duplicate')).toBe(true)
        }),
        { numRuns: 10 },
      )
    })
  })

  describe(`${name}: late outcomes and corrections`, () => {
    it('joins an outcome that comes late, or before its prediction', async () => {
      const scope = newScope()
      const store = open()
      await store.append(scope, { kind: 'outcomes', events: [outcome('early', 1, 1)] })
      await keep(store, scope, [prediction('early', 0, 0.1), prediction('late', 1, 0.2)])
      expect((await rowsOf(store, scope)).map((row) => row.outcome)).toEqual([1, null])
      await store.append(scope, { kind: 'outcomes', events: [outcome('late', 2000, 0)] })
      expect((await rowsOf(store, scope)).map((row) => row.outcome)).toEqual([1, 0])
    })

    it('takes the outcome known last, and of two known together the last to arrive', async () => {
      const scope = newScope()
      const store = open()
      await keep(store, scope, [prediction('a', 1, 0.5), prediction('b', 2, 0.5)])
      const outcomes = [
        outcome('a', 20, 1, { eventId: '1' }),
        outcome('a', 10, 0, { eventId: '2' }),
        outcome('b', 20, 1, { eventId: '3' }),
        outcome('b', 20, 0, { eventId: '0' }),
      ]
      for (const event of outcomes) await store.append(scope, { kind: 'outcomes', events: [event] })
      expect((await rowsOf(store, scope)).map((row) => row.outcome)).toEqual([1, 0])
      expect(await store.counts(scope)).toEqual({ predictions: 2, outcomes: 4 })
    })

    it('takes the last telling of a prediction, in the window where that puts it', async () => {
      const scope = newScope()
      const store = open()
      await keep(store, scope, [prediction('a', 1, 0.1), prediction('b', 2, 0.2)])
      await keep(store, scope, [
        prediction('a', 1, 0.9, { eventId: 'again' }),
        prediction('b', 24 * 9, 0.2, { eventId: 'moved' }),
      ])
      expect(await rowsOf(store, scope)).toMatchObject([{ predictionId: 'a', score: 0.9 }])
      const next = { from: WEEK.to, to: new Date('2026-01-19T00:00:00Z') }
      expect(await rowsOf(store, scope, next)).toMatchObject([{ predictionId: 'b' }])
    })

    it('takes a window from its beginning and not its end, in order', async () => {
      const scope = newScope()
      await keep(open(), scope, [
        prediction('end', 168, 0.1),
        prediction('z', 0, 0.1),
        prediction('a', 0, 0.1),
        prediction('before', -0.0000003, 0.1),
        prediction('last', 167.9999, 0.1),
      ])
      const ids = (await rowsOf(open(), scope)).map((row) => row.predictionId)
      expect(ids).toEqual(['a', 'z', 'last'])
    })

    it('names the London dates that events since then touched', async () => {
      const scope = newScope()
      const store = open()
      const summer = new Date('2026-07-01T23:30:00Z')
      await keep(store, scope, [
        prediction('a', 1, 0.1),
        prediction('summer', 0, 0.1, { occurredAt: summer }),
      ])
      const first = await store.datesTouched(scope, 0)
      expect(first.dates).toEqual(['2026-01-05', '2026-07-02'])
      expect((await store.datesTouched(scope, first.until)).dates).toEqual([])
      await keep(store, scope, [prediction('a', 48, 0.1, { eventId: 'moved' })])
      const second = await store.datesTouched(scope, first.until)
      expect(second.dates).toEqual(['2026-01-05', '2026-01-07'])
      await keep(store, scope, [], [outcome('summer', 9000, 1), outcome('nobody', 1, 1)])
      expect((await store.datesTouched(scope, second.until)).dates).toEqual(['2026-07-02'])
    })
  })

  describe(`${name}: many deployments in one pass`, () => {
    /** Two organisations whose events bear the same ids, and a third deployment nobody asks about. */
    const keepThree = async (store: TelemetryStore): Promise<[Scope, Scope, Scope]> => {
      const [one, two] = [newScope(), newScope()]
      const crossed = { organisationId: one.organisationId, deploymentId: two.deploymentId }
      for (const [scope, score] of [
        [one, 0.1],
        [two, 0.2],
        [crossed, 0.3],
      ] as const) {
        await keep(
          store,
          scope,
          [prediction('a', 1, score), prediction('b', 30, score), prediction('b', 31, score / 2)],
          [outcome('a', 40, score > 0.1 ? 1 : 0)],
        )
        await keep(store, scope, [prediction('b', 32, score, { eventId: 'moved' })])
      }
      return [one, two, crossed]
    }

    const gathered = async (
      store: TelemetryStore,
      scopes: readonly Scope[],
    ): Promise<Map<Scope, JoinedRow[]>> => {
      const found = new Map<Scope, JoinedRow[]>()
      for await (const { scope, rows } of store.joinedRowsOf(scopes, WEEK))
        found.set(scope, [...(found.get(scope) ?? []), ...rows])
      return found
    }

    it('gives each the rows that it has alone, and none of a pair that was not asked for', async () => {
      const store = open()
      const [one, two] = await keepThree(store)
      const none = newScope()
      const found = await gathered(store, [one, none, two])
      expect([...found.keys()].toSorted((a, b) => (a === one ? -1 : b === one ? 1 : 0))).toEqual([
        one,
        two,
      ])
      for (const scope of [one, two]) {
        expect(found.get(scope)).toHaveLength(2)
        expect(found.get(scope)).toEqual(await rowsOf(store, scope))
      }
    })

    it('names the dates of each by an arrival of its own', async () => {
      const store = open()
      const [one, two] = await keepThree(store)
      const none = newScope()
      const { until } = await store.datesTouched(one, 0)
      const fresh = [one, two, none].map((scope) => ({ scope, since: 0 }))
      const first = await store.datesTouchedOf(fresh)
      expect(first.map(({ scope, dates }) => [scope, dates])).toEqual([
        [one, ['2026-01-05', '2026-01-06']],
        [two, ['2026-01-05', '2026-01-06']],
        [none, []],
      ])
      expect(first[0]?.until).toBe(until)
      expect(first[2]?.until).toBe(0)
      expect(first.filter(({ waitsFor }) => waitsFor)).toEqual([])
      await keep(store, one, [], [outcome('b', 50, 1)])
      const since = first.map(({ scope, until: last }) => ({ scope, since: last }))
      const third = await store.datesTouchedOf(since)
      expect(third.map(({ dates }) => dates)).toEqual([['2026-01-06'], [], []])
      const mixed = await store.datesTouchedOf([
        { scope: one, since: third[0]?.until ?? 0 },
        { scope: two, since: 0 },
      ])
      expect(mixed.map(({ dates }) => dates)).toEqual([[], ['2026-01-05', '2026-01-06']])
    })
  })

  describe(`${name}: tally`, () => {
    it('counts by version and site, a score equal to the threshold being positive', async () => {
      const scope = newScope()
      await keep(
        open(),
        scope,
        [
          at('1', 0.3, 'A', 1),
          at('2', 0.1 + 0.2, 'A', 0),
          at('3', 0.29999999999999993, 'A', 1),
          at('4', 0.9, 'A', 1),
          at('5', 0.9),
          prediction('6', 1, 0.5),
        ],
        [outcome('1', 2, 1), outcome('2', 2, 0), outcome('3', 2, 1), outcome('5', 2, 0)],
      )
      const none = { tp: 0, fp: 0, tn: 0, fn: 0 }
      expect(await open().tally(scope, WEEK, [0.3, 0.1 + 0.2])).toEqual([
        {
          version: null,
          site: null,
          n: 1,
          events: 0,
          nonEvents: 0,
          pending: 1,
          byDecision: none,
          atThresholds: [
            { threshold: 0.3, ...none },
            { threshold: 0.1 + 0.2, ...none },
          ],
        },
        {
          version: '2',
          site: null,
          n: 1,
          events: 0,
          nonEvents: 1,
          pending: 0,
          byDecision: none,
          atThresholds: [
            { threshold: 0.3, ...none, fp: 1 },
            { threshold: 0.1 + 0.2, ...none, fp: 1 },
          ],
        },
        {
          version: '2',
          site: 'A',
          n: 4,
          events: 2,
          nonEvents: 1,
          pending: 1,
          byDecision: { tp: 2, fp: 0, tn: 1, fn: 0 },
          atThresholds: [
            { threshold: 0.3, tp: 1, fp: 1, tn: 0, fn: 1 },
            { threshold: 0.1 + 0.2, tp: 0, fp: 1, tn: 0, fn: 2 },
          ],
        },
      ])
    })

    it('agrees with a count over the joined rows, on any events', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(...AWKWARD), bit, bit),
          ),
          fc.constantFrom(...AWKWARD),
          async (drawn, threshold) => {
            const scope = newScope()
            await keep(
              open(),
              scope,
              drawn.map(([id, score], n) => prediction(`${id}`, id, score, { eventId: `${n}` })),
              drawn.flatMap(([id, , known, value], n) =>
                known === 1 ? [outcome(`${id}`, n, value, { eventId: `${n}` })] : [],
              ),
            )
            const rows = await rowsOf(open(), scope)
            const [tally] = await open().tally(scope, WEEK, [threshold])
            const count = (positive: boolean, value: 0 | 1) =>
              rows.filter((row) => row.score >= threshold === positive && row.outcome === value)
                .length
            expect(tally?.n ?? 0).toBe(rows.length)
            expect(new Set(rows.map((row) => row.predictionId)).size).toBe(rows.length)
            const none = { threshold, tp: 0, fp: 0, tn: 0, fn: 0 }
            expect(tally?.atThresholds[0] ?? none).toEqual({
              threshold,
              tp: count(true, 1),
              fp: count(true, 0),
              tn: count(false, 0),
              fn: count(false, 1),
            })
          },
        ),
        { numRuns: 10 },
      )
    })
  })

  describe(`${name}: one organisation's rows stay its own`, () => {
    it('shows and deletes nothing of another organisation or deployment', async () => {
      const mine = newScope()
      const others = [
        { ...mine, organisationId: newScope().organisationId },
        { ...mine, deploymentId: newScope().deploymentId },
      ]
      await keep(open(), mine, [prediction('a', 1, 0.5)], [outcome('a', 2, 1)])
      for (const other of others) {
        expect(await rowsOf(open(), other)).toEqual([])
        expect(await open().tally(other, WEEK, [0.5])).toEqual([])
        expect(await open().counts(other)).toEqual({ predictions: 0, outcomes: 0 })
        expect(await open().datesTouched(other, 0)).toEqual({ dates: [], until: 0 })
        expect(await open().deleteWindow([other], WEEK)).toEqual([])
        expect(await open().deleteUnmatched([other], WEEK.to)).toEqual([])
      }
      expect(await rowsOf(open(), mine)).toMatchObject([{ outcome: 1 }])
    })

    it('never joins, doubles or corrects across organisations with the same ids', async () => {
      const [mine, theirs] = [newScope(), newScope()]
      await keep(open(), mine, [prediction('a', 1, 0.5)])
      expect(
        await open().append(theirs, { kind: 'predictions', events: [prediction('a', 1, 0.75)] }),
      ).toEqual(['accepted'])
      await keep(open(), theirs, [], [outcome('a', 2, 1)])
      expect(await rowsOf(open(), mine)).toMatchObject([{ score: 0.5, outcome: null }])
      await open().deleteWindow([theirs], WEEK)
      expect(await open().counts(mine)).toEqual({ predictions: 1, outcomes: 0 })
    })

    it.each([...ATTACKS])('takes %j as text wherever it stands', async (attack) => {
      const victim = newScope()
      await keep(open(), victim, [prediction('a', 1, 0.5)], [outcome('a', 2, 1)])
      for (const scope of [
        { ...victim, organisationId: attack },
        { ...victim, deploymentId: attack },
      ]) {
        expect(await rowsOf(open(), scope)).toEqual([])
      }
      const scope = { organisationId: attack, deploymentId: attack }
      const event = prediction(attack, 1, 0.25, {
        eventId: attack,
        version: attack,
        site: attack,
        groups: { [attack]: attack },
      })
      await keep(open(), scope, [event], [outcome(attack, 2, 0, { eventId: attack })])
      expect(await rowsOf(open(), scope)).toMatchObject([
        {
          eventId: attack,
          predictionId: attack,
          version: attack,
          site: attack,
          outcome: 0,
          groups: { [attack]: attack },
        },
      ])
      expect(await open().deleteWindow([scope], WEEK)).toEqual([
        { ...scope, predictions: 1, outcomes: 1 },
      ])
      expect(await rowsOf(open(), victim)).toMatchObject([{ score: 0.5, outcome: 1 }])
    })

    it('refuses a scope without an organisation or a deployment', async () => {
      const scope = newScope()
      for (const half of [
        { ...scope, organisationId: '' },
        { ...scope, deploymentId: '' },
      ]) {
        await expect(open().counts(half)).rejects.toThrow(Invalid)
        await expect(rowsOf(open(), half)).rejects.toThrow(Invalid)
        await expect(open().deleteWindow([half], WEEK)).rejects.toThrow(Invalid)
      }
    })
  })

  describe(`${name}: deletion`, () => {
    it('deletes a window with its outcomes and superseded events, and nothing else', async () => {
      const scope = newScope()
      const store = open()
      await keep(
        store,
        scope,
        [prediction('in', 1, 0.1), prediction('moved', 2, 0.1), prediction('after', 200, 0.1)],
        [outcome('in', 300, 1), outcome('moved', 300, 1), outcome('after', 300, 0)],
      )
      await keep(store, scope, [
        prediction('in', 3, 0.2, { eventId: 'in again' }),
        prediction('moved', 201, 0.2, { eventId: 'moved again' }),
      ])
      expect(await store.deleteWindow([scope], WEEK)).toEqual([
        { ...scope, predictions: 2, outcomes: 1 },
      ])
      expect(await rowsOf(store, scope)).toEqual([])
      expect(await store.counts(scope)).toEqual({ predictions: 3, outcomes: 2 })
      const next = { from: WEEK.to, to: new Date('2026-01-19T00:00:00Z') }
      expect(await rowsOf(store, scope, next)).toMatchObject([
        { predictionId: 'after', outcome: 0 },
        { predictionId: 'moved', outcome: 1 },
      ])
      expect(await store.deleteWindow([scope], WEEK)).toEqual([])
      await store.reclaim()
      expect(await store.counts(scope)).toEqual({ predictions: 3, outcomes: 2 })
    })

    it('deletes of many deployments at once, and of no pair that was not asked for', async () => {
      const store = open()
      const [one, other, elsewhere] = [newScope(), newScope(), newScope()]
      const sibling = { ...one, deploymentId: other.deploymentId }
      const kept = { ...other, deploymentId: one.deploymentId }
      const before = new Date(MONDAY.getTime() + 50 * 3_600_000)
      for (const scope of [one, sibling, other, kept, elsewhere])
        await keep(
          store,
          scope,
          [prediction('in', 1, 0.1), prediction('after', 200, 0.1)],
          [outcome('in', 2, 1), outcome('lost', 3, 1)],
        )
      const asked = [one, other, sibling]
      await keep(store, sibling, [prediction('more', 4, 0.2)])
      const counted = (counts: object, more: object): unknown =>
        expect.arrayContaining([
          { ...one, ...counts },
          { ...other, ...counts },
          { ...sibling, ...counts, ...more },
        ])
      const deleted = await store.deleteWindow([...asked, newScope()], WEEK)
      expect(deleted).toEqual(counted({ predictions: 1, outcomes: 1 }, { predictions: 2 }))
      expect(deleted).toHaveLength(3)
      expect(await store.deleteUnmatched(asked, before)).toEqual(counted({ outcomes: 1 }, {}))
      for (const scope of asked)
        expect(await store.counts(scope)).toEqual({ predictions: 1, outcomes: 0 })
      for (const scope of [kept, elsewhere])
        expect(await store.counts(scope)).toEqual({ predictions: 2, outcomes: 2 })
      expect(await store.deleteWindow(asked, WEEK)).toEqual([])
      expect(await store.deleteWindow([], WEEK)).toEqual([])
    })

    it('takes an event in again after its window was deleted (its caller refuses it)', async () => {
      const scope = newScope()
      await keep(open(), scope, [prediction('a', 1, 0.1)])
      await open().deleteWindow([scope], WEEK)
      expect(
        await open().append(scope, { kind: 'predictions', events: [prediction('a', 1, 0.7)] }),
      ).toEqual(['accepted'])
      expect(await rowsOf(open(), scope)).toMatchObject([{ score: 0.7 }])
    })

    it('deletes outcomes that no prediction goes with, once they are old', async () => {
      const scope = newScope()
      const outcomes = [outcome('a', 1, 1), outcome('lost', 2, 1), outcome('fresh', 50, 1)]
      await keep(open(), scope, [prediction('a', 1, 0.1)], outcomes)
      const before = new Date(MONDAY.getTime() + 50 * 3_600_000)
      expect(await open().deleteUnmatched([scope], before)).toEqual([{ ...scope, outcomes: 1 }])
      expect(await open().counts(scope)).toEqual({ predictions: 1, outcomes: 2 })
    })
  })

  describe(`${name}: export and import`, () => {
    it('brings every event back exactly, arrival and corrections included', async () => {
      const scope = newScope()
      const directory = await mkdtemp(join(tmpdir(), 'wardround-export-'))
      const store = open()
      const scored = AWKWARD.map((score, n) =>
        prediction(`${n}`, n, score, { groups: { n: `${n}` } }),
      )
      await keep(store, scope, scored, [outcome('1', 9, 1), outcome('2', 9, 0)])
      await keep(store, scope, [prediction('1', 1, 0.125, { eventId: 'again' })])
      const before = await rowsOf(store, scope)
      const counts = { predictions: AWKWARD.length + 1, outcomes: 2 }
      expect(await store.exportAll(join(directory, 'one'), scope)).toEqual(counts)
      await store.deleteWindow([scope], { from: WEEK.from, to: new Date('2026-02-02') })
      expect(await store.importAll(join(directory, 'one'))).toEqual({
        accepted: AWKWARD.length + 3,
        duplicates: 0,
        conflicts: 0,
      })
      expect(await rowsOf(store, scope)).toEqual(before)
      expect(await store.importAll(join(directory, 'one'))).toMatchObject({
        accepted: 0,
        duplicates: AWKWARD.length + 3,
      })
      expect(await store.exportAll(join(directory, 'two'), scope)).toEqual(counts)
      expect(await linesOf(join(directory, 'two'))).toEqual(await linesOf(join(directory, 'one')))
      await rm(directory, { recursive: true })
    })

    it('refuses a directory in use, no export, and one that is cut short', async () => {
      const scope = newScope()
      const directory = await mkdtemp(join(tmpdir(), 'wardround-export-'))
      const store = open()
      await expect(store.importAll(directory)).rejects.toThrow(Invalid)
      await keep(store, scope, [prediction('a', 1, 0.1), prediction('b', 1, 0.1)])
      await store.exportAll(directory, scope)
      await expect(store.exportAll(directory, scope)).rejects.toThrow(Conflict)
      const file = join(directory, 'predictions.ndjson')
      const text = await readFile(file, 'utf8')
      await writeFile(file, `${text.split('\n')[0]}\n`)
      await expect(store.importAll(directory)).rejects.toThrow('it is not whole')
      await writeFile(file, text.slice(0, -9))
      await expect(store.importAll(directory)).rejects.toThrow('is not an event')
      await rm(directory, { recursive: true })
    })
  })

  describe(`${name}: limits`, () => {
    it('interrupts a read that takes too long, and goes on answering', async () => {
      const scope = newScope()
      const events = Array.from({ length: 20_000 }, (_, n) =>
        prediction(`${n}`, n / 200, n / 20_000),
      )
      await open().append(scope, { kind: 'predictions', events })
      await expect(rowsOf(open(), scope, WEEK, { timeoutSeconds: 0.001 })).rejects.toMatchObject({
        code: 'unavailable',
      })
      expect(await rowsOf(open(), scope)).toHaveLength(20_000)
    })

    it('refuses a window that ends before it begins', async () => {
      const back = { from: WEEK.to, to: WEEK.from }
      await expect(rowsOf(open(), newScope(), back)).rejects.toThrow(Invalid)
      await expect(open().deleteWindow([newScope()], back)).rejects.toThrow(Invalid)
    })

    it('says that it is well', async () => {
      expect(await open().health()).toEqual({ engine: open().engine, schemaVersion: 1 })
    })
  })
}

const AWKWARD: readonly number[] = [
  0,
  0.1,
  0.2,
  0.30000000000000004,
  0.3,
  1 / 3,
  0.9999999999999999,
  1,
  1.0000000000000002,
  5e-324,
  2.2250738585072014e-308,
  2.225073858507201e-308,
  1.7976931348623157e308,
  9007199254740994,
  0.1 + 0.7,
  4.35,
  0.000001,
  1e-7,
  1e21,
  123456789.12345679,
  8.41e21,
  6.631236846766476e-28,
  -0.5,
]

/** A prediction of version 2 at a site. */
const at = (id: string, score: number, site?: string, decision?: 0 | 1) =>
  prediction(id, 1, score, {
    version: '2',
    ...(site ? { site } : {}),
    ...(decision === undefined ? {} : { decision }),
  })

const bit = fc.constantFrom<(0 | 1)[]>(0, 1)

const ATTACKS = [
  "' or '1'='1",
  "'; drop table predictions; --",
  "\\' or 1=1 --",
  '{organisation:String}',
  '$organisation',
  '%',
  '[predictions]',
  '") or (1=1',
  'org_1\\',
  '/* */ or true',
  '𝒳 é ｱ',
  'NULL',
  '\\N',
  '__proto__',
]

const linesOf = async (directory: string): Promise<string[][]> =>
  Promise.all(
    ['predictions.ndjson', 'outcomes.ndjson'].map(async (file) =>
      (await readFile(join(directory, file), 'utf8')).split('\n').sort(),
    ),
  )
