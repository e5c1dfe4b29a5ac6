import type { ReactElement, ReactNode } from 'react'

/** How a state feels; the word beside it says the same, so colour is never alone. */
export type Tone = 'neutral' | 'green' | 'yellow' | 'red' | 'blue' | 'orange' | 'outline'

/** A state, as a word. */
export const Tag = ({
  tone = 'neutral',
  children,
}: {
  tone?: Tone | undefined
  children: ReactNode
}): ReactElement => <strong className={`wr-tag wr-tag--${tone}`}>{children}</strong>
