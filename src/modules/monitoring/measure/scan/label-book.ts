import { looksIdentifying } from '../../as-written/identifying-text.js'
import { labelOf } from '../../summary/parse-prediction-row.js'
import { SummaryRefused } from '../../summary/summary-refused.js'

const LONGEST = 120
const MOST_LABELS = 10_000

/** Gives each label of a column a code; 0 is the absent label. */
export class LabelBook {
  readonly labels: (string | null)[] = [null]
  private readonly known = new Map<string, number>()
  private readonly column: string

  constructor(column: string) {
    this.column = column
  }

  /** @throws SummaryRefused when labels look like free text or identifiers. */
  codeOf(text: string): number {
    const label = labelOf(text)
    if (label === null) return 0
    return this.known.get(label) ?? this.add(label)
  }

  private add(label: string): number {
    if (label.length > LONGEST || this.labels.length > MOST_LABELS) {
      throw new SummaryRefused(
        'too_many_values',
        `The column “${this.column}” has more than ${MOST_LABELS.toLocaleString('en-GB')} different values, or very long ones. It looks like free text or an identifier. Break down by a column with fewer values.`,
      )
    }
    if (looksIdentifying(label)) {
      throw new SummaryRefused(
        'identifying_label',
        `The column “${this.column}” holds values that look like an NHS number, an e-mail address or a postcode. Break down by groups instead, such as age bands or areas.`,
      )
    }
    const code = this.labels.push(label) - 1
    this.known.set(label, code)
    return code
  }
}
