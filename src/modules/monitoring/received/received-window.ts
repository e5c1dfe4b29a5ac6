import type { NewId } from '#kernel/ids.js'
import type { Source } from '../model.js'
import type { FollowUp, Window } from '../periods.js'
import type { SummaryCell } from '../summary/summary-format.js'

/** Whose figures they are, how they came, and who says so when. */
export interface Receiving {
  organisationId: string
  deploymentId: string
  summaryId: string
  source: Source
  followUp: FollowUp
  retentionDays?: number
  datedBySender: boolean
  datedNote: string
  now: Date
  newId: NewId
}

/** The figures of one window × version × site: the whole, and its subgroups. */
export interface ReceivedWindow {
  window: Window
  versionId: string | null
  versionName: string
  site: string
  cells: readonly SummaryCell[]
  subject?: string
  /** The measure that means of the cells are of, and what forecasts are of. */
  mean?: { measure: string; threshold: string }
  named?: string
  /** Whether scores are meant as probabilities. */
  probabilities?: boolean
}
