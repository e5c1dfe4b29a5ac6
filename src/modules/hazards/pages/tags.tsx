import type { ReactElement } from 'react'
import { Tag, type Tone } from '#ui/index.js'
import { PUBLISHED } from '../clinical-safety-data.js'
import type { Standing } from '../rules.js'

const RISK_TONES: Readonly<Record<number, Tone>> = {
  1: 'green',
  2: 'yellow',
  3: 'orange',
  4: 'red',
  5: 'red',
}

/** A risk as a word. */
export const RiskTag = ({ risk }: { risk: number | null }): ReactElement =>
  risk === null ? (
    <Tag tone="outline">Not scored</Tag>
  ) : (
    <Tag tone={RISK_TONES[risk] ?? 'neutral'}>Risk {risk}</Tag>
  )

/** What the published matrix says of a risk, in our own words. */
export const riskMeaning = (risk: number): string => PUBLISHED.risks[risk - 1]?.meaning ?? ''

const STANDINGS: Readonly<Record<Standing['word'], { words: string; tone: Tone }>> = {
  accepted: { words: 'Accepted', tone: 'green' },
  recorded: { words: 'Recorded', tone: 'green' },
  'not-scored': { words: 'To score', tone: 'blue' },
  'under-review': { words: 'Under review', tone: 'orange' },
  'not-acceptable': { words: 'Not acceptable', tone: 'red' },
  'too-high': { words: 'Too high to go live', tone: 'red' },
  'acceptance-wanted': { words: 'Acceptance wanted', tone: 'yellow' },
}

/** Where a hazard stands, as a word. */
export const StandingTag = ({ standing }: { standing: Standing }): ReactElement => (
  <Tag tone={STANDINGS[standing.word].tone}>{STANDINGS[standing.word].words}</Tag>
)
