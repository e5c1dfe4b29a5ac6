import { looksIdentifying } from '../as-written/identifying-text.js'
import { SummaryRefused } from './summary-refused.js'

const LONGEST = 120

/** The most different values that a label may take; more look like free text or identifiers. */
export const MOST_LABELS = { version: 100, site: 1000, group: 100, category: 50 } as const

export type LabelKind = keyof typeof MOST_LABELS

/** Remembers which labels were seen, and refuses a column whose labels could point at people. */
export class LabelBook {
  private readonly seen = new Map<string, Set<string>>()

  /** @throws SummaryRefused when a label looks like an identifier or there are too many. */
  check(kind: LabelKind, column: string, label: string): void {
    const key = `${kind}:${column}`
    const known = this.seen.get(key) ?? new Set<string>()
    if (known.has(label)) return
    if (label.length > LONGEST || known.size >= MOST_LABELS[kind]) {
      throw new SummaryRefused(
        'too_many_values',
        `The column “${column}” has more than ${MOST_LABELS[kind]} different values, or very long ones. It looks like free text or an identifier. Choose a column with few values, or group them first.`,
      )
    }
    if (looksIdentifying(label)) {
      throw new SummaryRefused(
        'identifying_label',
        `The column “${column}” holds values that look like an NHS number, an e-mail address or a postcode. Leave the column out, or use groups such as age bands.`,
      )
    }
    known.add(label)
    this.seen.set(key, known)
  }
}
