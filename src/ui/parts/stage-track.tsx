import type { ReactElement } from 'react'

/** Where one stage of a deployment stands. */
export interface TrackStage {
  name: string
  state: 'passed' | 'not-passed-here' | 'current' | 'to-come' | 'stopped'
  /** Words under the name: "since 12 May 2026"; a state's own word stands when left out. */
  note?: string | undefined
}

const WORDS: Readonly<Record<TrackStage['state'], string>> = {
  passed: 'passed',
  'not-passed-here': 'not passed here',
  current: 'now',
  'to-come': 'not reached',
  stopped: 'stopped',
}

/** The stages of a deployment from left to right, and which it is in. */
export const StageTrack = (props: {
  stages: readonly TrackStage[]
  /** On a phone the stage it is in alone, where the whole track is a link away. */
  short?: boolean | undefined
}): ReactElement => (
  <ol className={`wr-stages${props.short ? ' wr-stages--short' : ''}`} aria-label="Stages">
    {props.stages.map(({ name, state, note }) => (
      <li
        key={name}
        className={`wr-stages__stage wr-stages__stage--${state}`}
        aria-current={state === 'current' || state === 'stopped' ? 'step' : undefined}
      >
        <span className="wr-stages__name">{name}</span>
        <span
          className={state === 'to-come' && !note ? 'nhsuk-u-visually-hidden' : 'wr-stages__note'}
        >
          {note ?? WORDS[state]}
        </span>
      </li>
    ))}
  </ol>
)
