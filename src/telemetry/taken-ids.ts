import type { EventLines } from './event-lines.js'
import { Fingerprints } from './fingerprints.js'
import { OUTCOME_EVENT_IDS, PREDICTION_EVENT_IDS } from './queries.js'
import { scopedQuery } from './scoped-sql.js'
import type { EventTable, SqlEngine, TableRows } from './sql-engine.js'
import type { Scope } from './telemetry-store.js'

const SECONDS = 600

/** Ids remembered over all deployments before those unused longest are forgotten (about 300 MB). */
const MOST_REMEMBERED = 20_000_000

/**
 * Which event ids of a deployment may be taken, read once from the store and kept up as events are
 * added. Right only while this process is the one writer. Deleted ids stay "maybe": harmless.
 */
export class TakenIds {
  readonly #read: SqlEngine['read']
  readonly #prints = new Map<string, Fingerprints>()

  constructor(read: SqlEngine['read']) {
    this.#read = read
  }

  async among(table: EventTable, scope: Scope, eventIds: readonly string[]): Promise<string[]> {
    const prints = await this.#printsOf(table, scope)
    return eventIds.filter((id) => prints.maybeHas(id))
  }

  /** Takes the ids of lines; false, when one of them may be taken already. Some are taken then: harmless. */
  async claim(lines: EventLines): Promise<boolean> {
    const prints = await this.#printsOf(lines.table, lines.scope)
    return lines.prints.every((print) => prints.claim(print))
  }

  /** Remembers rows of one scope that were stored. */
  add({ table, scope, rows }: TableRows): void {
    const prints = this.#prints.get(keyOf(table, scope))
    for (const row of rows) prints?.add(String(row['event_id']))
  }

  async #printsOf(table: EventTable, scope: Scope): Promise<Fingerprints> {
    const key = keyOf(table, scope)
    const prints = this.#prints.get(key) ?? (await this.#load(table, scope))
    this.#prints.delete(key)
    this.#forgetOldest(MOST_REMEMBERED - prints.size)
    this.#prints.set(key, prints)
    return prints
  }

  async #load(table: EventTable, scope: Scope): Promise<Fingerprints> {
    const text = table === 'predictions' ? PREDICTION_EVENT_IDS : OUTCOME_EVENT_IDS
    const prints = new Fingerprints()
    for await (const rows of this.#read(scopedQuery(scope, text), SECONDS)) {
      for (const row of rows) prints.add(String(row['event_id']))
    }
    return prints
  }

  #forgetOldest(room: number): void {
    let size = [...this.#prints.values()].reduce((sum, prints) => sum + prints.size, 0)
    for (const [key, prints] of this.#prints) {
      if (size <= room) return
      this.#prints.delete(key)
      size -= prints.size
    }
  }
}

const keyOf = (table: EventTable, { organisationId, deploymentId }: Scope): string =>
  JSON.stringify([table, organisationId, deploymentId])
