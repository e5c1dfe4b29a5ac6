// The script of a form marked data-summarise: it reads the chosen file on this computer, shows what
// would be sent, and lets the form send the summary alone. docs/reference/summary-format.md has the
// marks that the form needs.
import { parse } from 'csv-parse/browser/esm'
import { formSettings } from '../form-settings.js'
import { PredictionReader } from '../prediction-reader.js'
import { londonDate } from '../london-date.js'
import { formatOf, readRecords } from '../read-records.js'
import { sealSummary, type Sha256 } from '../seal-summary.js'
import type { SealedSummary } from '../summary-format.js'
import { SummaryRefused } from '../summary-refused.js'

interface Marked {
  readonly form: HTMLFormElement
  readonly file: HTMLInputElement
  readonly summary: HTMLInputElement
  readonly status: HTMLElement
  readonly review: HTMLElement
  readonly button: HTMLButtonElement
}

interface Result {
  readonly summary: SealedSummary
  readonly rejected: PredictionReader['rejected']
  readonly rejectedCount: number
  readonly notes: readonly string[]
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

const sha256: Sha256 = async (text) => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const today = (): string => londonDate(new Date()) ?? ''

async function summarise({ form, status }: Marked, file: File): Promise<Result> {
  const fields = new FormData(form)
  const field = (name: string): string => {
    const value = fields.get(name)
    return typeof value === 'string' ? value : ''
  }
  const settings = formSettings(field, form.dataset['version'] ?? 'unknown', today())
  const { columns, options, meanings } = settings
  const reader = new PredictionReader(columns, options, meanings)
  const onBytes = (bytes: number): void => {
    status.textContent = `Reading on this computer: ${Math.round((100 * bytes) / file.size)}%, ${reader.rows} rows.`
  }
  const source = { name: file.name, bytes: chunksOf(file), format: formatOf(file.name), onBytes }
  await readRecords({ ...source, createParser: parse }, reader, columns)
  // Browsers offer SHA-256 on secure addresses only; elsewhere the hub computes the digest.
  const summary = await sealSummary(reader.finish(), isSecureContext ? sha256 : null)
  const { rejected, rejectedCount, notes } = reader
  return { summary, rejected, rejectedCount, notes }
}

function line(tag: 'p' | 'pre' | 'summary' | 'li', text: string): HTMLElement {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}

function showReview({ review }: Marked, { summary, rejected, rejectedCount, notes }: Result): void {
  const excluded = Object.entries(summary.excluded).map(
    ([reason, count]) => `${count} ${reason.replaceAll('_', ' ')}`,
  )
  const leftOut = excluded.length === 0 ? 'none' : excluded.join(', ')
  const list = document.createElement('ul')
  list.append(
    ...rejected.slice(0, 20).map(({ row, reason }) => line('li', `Row ${row}: ${reason}`)),
  )
  const details = document.createElement('details')
  const text = JSON.stringify(summary, null, 1)
  details.append(
    line('summary', 'Everything that will be sent'),
    line('pre', text.slice(0, 500_000)),
  )
  review.replaceChildren(
    line('p', `${summary.rows} rows read, ${summary.used} used. Left out: ${leftOut}.`),
    ...notes.map((note) => line('p', note)),
    ...(rejectedCount === 0
      ? []
      : [line('p', `${rejectedCount} rows could not be read or dated:`), list]),
    line('p', `The summary has ${summary.cells.length} parts and no rows. ${summary.dated.note}`),
    details,
  )
  review.hidden = false
}

function reset({ summary, review, status, button }: Marked, label: string): void {
  // A field changes as the button is pressed: rewriting the button then would swallow the press.
  if (summary.value === '') return
  summary.value = ''
  review.hidden = true
  review.replaceChildren()
  status.textContent = ''
  button.textContent = label
}

async function run(marked: Marked): Promise<void> {
  const [file] = marked.file.files ?? []
  if (!file) {
    marked.status.textContent = 'Choose a file.'
    return
  }
  marked.button.disabled = true
  try {
    const result = await summarise(marked, file)
    showReview(marked, result)
    if (result.summary.cells.length === 0) {
      marked.status.textContent =
        'No row can be used, so there is nothing to send. Correct the columns or the file.'
      return
    }
    marked.summary.value = JSON.stringify(result.summary)
    marked.status.textContent = 'Summarised on this computer. Nothing has been sent yet.'
    marked.button.textContent = marked.button.dataset['send'] ?? 'Send the summary'
  } catch (error) {
    marked.status.textContent =
      error instanceof SummaryRefused ? error.message : 'The file could not be read. Try again.'
  } finally {
    marked.button.disabled = false
  }
}

function mark(form: HTMLFormElement): Marked | null {
  const file = form.querySelector<HTMLInputElement>('input[data-summarise-file]')
  const summary = form.querySelector<HTMLInputElement>('input[data-summarise-summary]')
  const status = form.querySelector<HTMLElement>('[data-summarise-status]')
  const review = form.querySelector<HTMLElement>('[data-summarise-review]')
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]')
  if (!file || !summary || !status || !review || !button) return null
  return { form, file, summary, status, review, button }
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-summarise]')) {
  const marked = mark(form)
  if (!marked) continue
  const label = marked.button.textContent ?? ''
  // Without a name, and disabled on sending, the file itself can never be part of the form.
  marked.file.removeAttribute('name')
  marked.summary.value = ''
  form.addEventListener('change', () => reset(marked, label))
  form.addEventListener('submit', (event) => {
    if (marked.summary.value === '') {
      event.preventDefault()
      void run(marked)
    }
  })
}
