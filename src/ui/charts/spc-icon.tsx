import type { ReactElement } from 'react'

/** What an icon of a control chart can say: how it varies, or how its limits lie to a mark. */
export type SpcIconKind =
  | 'common'
  | 'improvement-high'
  | 'improvement-low'
  | 'concern-high'
  | 'concern-low'
  | 'neutral-high'
  | 'neutral-low'
  | 'passes'
  | 'fails'
  | 'hit-and-miss'

const SHAPES: Readonly<Record<SpcIconKind, { tone: string; letter: string; line: string }>> = {
  common: { tone: 'common', letter: '', line: 'M6 17l5-6 4 5 5-5' },
  'improvement-high': { tone: 'improvement', letter: 'H', line: 'M5 21L20 18' },
  'improvement-low': { tone: 'improvement', letter: 'L', line: 'M5 6L20 9' },
  'concern-high': { tone: 'concern', letter: 'H', line: 'M5 21L20 18' },
  'concern-low': { tone: 'concern', letter: 'L', line: 'M5 6L20 9' },
  'neutral-high': { tone: 'neutral', letter: 'H', line: 'M5 21L20 18' },
  'neutral-low': { tone: 'neutral', letter: 'L', line: 'M5 6L20 9' },
  passes: { tone: 'improvement', letter: 'P', line: '' },
  fails: { tone: 'concern', letter: 'F', line: '' },
  'hit-and-miss': { tone: 'common', letter: '?', line: '' },
}

/**
 * An icon in the manner of NHS Making Data Count, drawn anew: colour, letter and the words beside it
 * say the same, so it reads in grey.
 */
export const SpcIcon = ({ kind, words }: { kind: SpcIconKind; words: string }): ReactElement => {
  const { tone, letter, line } = SHAPES[kind]
  return (
    <span className="wr-spc">
      <svg
        viewBox="0 0 26 26"
        width="26"
        height="26"
        aria-hidden="true"
        className={`wr-spc--${tone}`}
      >
        <circle cx="13" cy="13" r="11.5" />
        {line ? <path d={line} /> : null}
        {letter ? (
          <text x="13" y="17.5" textAnchor="middle">
            {letter}
          </text>
        ) : null}
      </svg>{' '}
      {words}
    </span>
  )
}
