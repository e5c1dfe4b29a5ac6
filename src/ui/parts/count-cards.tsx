import type { ReactElement } from 'react'
import { asCount } from '../words.js'

/** A number of things that wait, and where they are. */
export interface CountCard {
  count: number
  /** What is counted, reading on from the number: "need a decision this week". */
  words: string
  href: string
}

/** What needs you, as counts that are links. */
export const CountCards = ({ cards }: { cards: readonly CountCard[] }): ReactElement => (
  <ul className="wr-counts">
    {cards.map(({ count, words, href }) => (
      <li key={href}>
        <a href={href} className={count === 0 ? 'wr-counts__none' : undefined}>
          <strong>{asCount(count)}</strong> <span>{words}</span>
        </a>
      </li>
    ))}
  </ul>
)
