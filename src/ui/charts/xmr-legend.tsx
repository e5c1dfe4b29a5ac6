import type { ReactElement } from 'react'
import { circle, triangleDown, triangleUp } from './marks.js'
import type { XmrPoint } from './xmr-data.js'

const MIDDLE = { x: 6, y: 6 }

/** What the shapes of a chart mean; only those that occur in it. */
export const XmrLegend = ({ points }: { points: readonly XmrPoint[] }): ReactElement | null => {
  const marks = ENTRIES.filter(({ occurs }) => points.some(occurs))
  return marks.length < 2 ? null : (
    <ul className="wr-legend">
      {marks.map(({ words, name, d }) => (
        <li key={words}>
          <svg
            viewBox="0 0 12 12"
            width="12"
            height="12"
            aria-hidden="true"
            className="wr-legend__mark"
          >
            <path className={name} d={d} />
          </svg>{' '}
          {words}
        </li>
      ))}
    </ul>
  )
}

const special =
  (kind: string, letter: string) =>
  (point: XmrPoint): boolean =>
    point.special?.kind === kind && point.special.letter === letter

const ENTRIES: readonly {
  words: string
  name: string
  d: string
  occurs: (point: XmrPoint) => boolean
}[] = [
  {
    words: 'no special cause',
    name: 'wr-svg-point',
    d: circle(MIDDLE, 3.6),
    occurs: (point) => point.value !== null && !point.special && !point.immature,
  },
  {
    words: 'special cause, worse (high)',
    name: 'wr-svg-concern',
    d: triangleUp(MIDDLE, 4.6),
    occurs: special('concern', 'H'),
  },
  {
    words: 'special cause, worse (low)',
    name: 'wr-svg-concern',
    d: triangleDown(MIDDLE, 4.6),
    occurs: special('concern', 'L'),
  },
  {
    words: 'special cause, better (high)',
    name: 'wr-svg-improvement',
    d: triangleUp(MIDDLE, 4.6),
    occurs: special('improvement', 'H'),
  },
  {
    words: 'special cause, better (low)',
    name: 'wr-svg-improvement',
    d: triangleDown(MIDDLE, 4.6),
    occurs: special('improvement', 'L'),
  },
  {
    words: 'special cause (high)',
    name: 'wr-svg-neutral',
    d: triangleUp(MIDDLE, 4.6),
    occurs: special('neutral', 'H'),
  },
  {
    words: 'special cause (low)',
    name: 'wr-svg-neutral',
    d: triangleDown(MIDDLE, 4.6),
    occurs: special('neutral', 'L'),
  },
  {
    words: 'not final: outcomes still coming in',
    name: 'wr-svg-point wr-svg-hollow',
    d: circle(MIDDLE, 3.6),
    occurs: (point) => point.immature === true,
  },
]
