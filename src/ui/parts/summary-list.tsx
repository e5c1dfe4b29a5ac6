import type { ReactElement, ReactNode } from 'react'

/** One fact of a record. */
export interface SummaryRow {
  key: string
  /** What is known; "not answered" stands where nothing is given. */
  value?: ReactNode | undefined
  action?: { href: string; words: string } | undefined
}

/** The facts of a record, one a row. */
export const SummaryList = ({ rows }: { rows: readonly SummaryRow[] }): ReactElement => (
  // Room is kept for actions only where a row has one.
  <dl className="nhsuk-summary-list wr-summary">
    {rows.map(({ key, value, action }) => (
      <div
        className={`nhsuk-summary-list__row${action || !rows.some((one) => one.action) ? '' : ' nhsuk-summary-list__row--no-actions'}`}
        key={key}
      >
        <dt className="nhsuk-summary-list__key">{key}</dt>
        <dd className="nhsuk-summary-list__value">
          {isMissing(value) ? <span className="wr-quiet">not answered</span> : value}
        </dd>
        {action ? (
          <dd className="nhsuk-summary-list__actions">
            <a href={action.href}>
              {action.words}
              <span className="nhsuk-u-visually-hidden"> {withinASentence(key)}</span>
            </a>
          </dd>
        ) : null}
      </div>
    ))}
  </dl>
)

const isMissing = (value: ReactNode): boolean =>
  value === undefined || value === null || value === ''

/** Words that go on in a sentence: their capital is kept where it is a code's or an abbreviation's. */
const withinASentence = (words: string): string =>
  /^[A-Z][a-z ’'-]/.test(words) ? `${words.charAt(0).toLowerCase()}${words.slice(1)}` : words
