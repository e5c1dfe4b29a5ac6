import type { ReactElement } from 'react'

/** One part of a whole. */
export interface Share {
  words: string
  count: number
}

/** Parts of a whole as one bar (up to four), with the same numbers in words for screen readers. */
export const ShareBar = ({ shares }: { shares: readonly Share[] }): ReactElement => {
  const total = shares.reduce((sum, { count }) => sum + count, 0) || 1
  const starts = shares.map((_, at) => shares.slice(0, at).reduce((sum, one) => sum + one.count, 0))
  const words = shares.map(({ words, count }) => `${count} ${words}`).join(', ')
  return (
    <svg
      className="wr-share"
      viewBox="0 0 100 2"
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      {shares.map(({ count }, at) => (
        <rect
          key={at}
          className={`wr-share__part-${at + 1}`}
          x={((starts[at] ?? 0) / total) * 100}
          width={(count / total) * 100}
          height={2}
        />
      ))}
    </svg>
  )
}
