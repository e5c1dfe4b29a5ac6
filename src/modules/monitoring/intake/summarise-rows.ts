import { startOfLondonDay } from '#kernel/time.js'
import type { JoinedRow, TelemetryStore } from '#telemetry/telemetry-store.js'
import type { Followed } from './follow-rows.js'
import type { Window } from '../periods.js'
import { sealSummary } from '../summary/seal-summary.js'
import { nodeSha256 } from '../summary/summarise-command.js'
import { Summariser } from '../summary/summarise.js'
import type { SealedSummary } from '../summary/summary-format.js'
import { SummaryRefused } from '../summary/summary-refused.js'
import { versionAt } from '../versions.js'
import type { Progress } from '../closing/watch-deployments.js'

/** What the rows of one window of a deployment came to, or why they cannot be summarised. */
export interface SummarisedRows {
  of: Followed
  window: Window
  summary: SealedSummary | SummaryRefused
}

/**
 * Summarises a window of several deployments in one pass over the events, by the same code as a file at
 * the edge. A deployment without rows has a summary of none.
 */
export async function* summariseTogether(
  telemetry: TelemetryStore,
  window: Window,
  followed: readonly Followed[],
): AsyncGenerator<SummarisedRows> {
  const left = new Map(followed.map((one) => [one.scope, one]))
  const span = { from: startOfLondonDay(window.from), to: startOfLondonDay(window.to) }
  let open: OpenSummary | null = null
  for await (const { scope, rows } of telemetry.joinedRowsOf([...left.keys()], span)) {
    const next = left.get(scope)
    if (next) {
      if (open) yield await open.finish()
      open = new OpenSummary(next, window)
      left.delete(scope)
    }
    open?.add(rows)
  }
  if (open) yield await open.finish()
  for (const one of left.values()) yield await new OpenSummary(one, window).finish()
}

/** The rows of one window of one deployment while they come. */
class OpenSummary {
  private readonly of: Followed
  private readonly window: Window
  private readonly summariser: Summariser
  private refused: SummaryRefused | null = null

  constructor(of: Followed, window: Window) {
    this.of = of
    this.window = window
    this.summariser = new Summariser({
      windows: { kind: 'explicit', windows: [window] },
      thresholds: of.progress.thresholds,
      generator: { name: 'wardround rows', version: '1' },
    })
  }

  add(rows: readonly JoinedRow[]): void {
    if (this.refused) return
    this.refusing(() => {
      for (const row of rows) this.summariser.add(summaryRow(row, this.of.progress))
    })
  }

  async finish(): Promise<SummarisedRows> {
    const { of, window } = this
    const summary = this.refusing(() => this.summariser.finish())
    if (summary) return { of, window, summary: await sealSummary(summary, nodeSha256) }
    if (this.refused) return { of, window, summary: this.refused }
    throw new Error('Rows came to neither a summary nor a refusal.')
  }

  private refusing<Result>(act: () => Result): Result | null {
    try {
      return this.refused ? null : act()
    } catch (thrown) {
      if (!(thrown instanceof SummaryRefused)) throw thrown
      this.refused = thrown
      return null
    }
  }
}

const summaryRow = (row: JoinedRow, { versions }: Progress) => ({
  score: row.score,
  outcome: row.outcome,
  pending: row.outcome === null,
  decision: row.decision ?? null,
  at: row.at,
  version: row.version ?? versionAt(row.at, versions) ?? null,
  site: row.site ?? null,
  groups: row.groups,
})
