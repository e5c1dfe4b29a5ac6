import type { ReactElement } from 'react'
import { roleInText } from '#kernel/roles.js'
import {
  markInWords,
  type Gate,
  type Requirement,
  type SourceMark,
} from '#modules/framework/index.js'
import { asDate, Tag, type Tone } from '#ui/index.js'
import { keyOfGate, keyOfSource } from '../confirmable-items.js'
import type { Confirmations, StandingConfirmation } from '../confirmations.js'

const TONES: Readonly<Record<SourceMark, Tone>> = {
  verified: 'green',
  secondary: 'yellow',
  'to-be-confirmed': 'outline',
}

/** How sure a statement is: its mark, or who confirmed it. */
export const Mark = (props: {
  mark: SourceMark
  confirmation: StandingConfirmation | undefined
}): ReactElement =>
  props.confirmation ? (
    <Tag tone="green">confirmed</Tag>
  ) : (
    <Tag tone={TONES[props.mark]}>{markInWords(props)}</Tag>
  )

/** Who confirmed a statement, when and on what source. */
export const confirmedInWords = (one: StandingConfirmation): string =>
  `confirmed by ${one.byName}, ${roleInText(one.role)} of ${one.systemName}, on ${asDate(one.at)}; source read on ${asDate(one.readOn)}`

/** The mark of a gate's design. */
export const GateMark = (props: { gate: Gate; confirmations: Confirmations }): ReactElement => (
  <Mark mark={props.gate.mark} confirmation={props.confirmations.get(keyOfGate(props.gate))} />
)

/** Says that something a requirement rests on is still to be confirmed; nothing when all is. */
export const RequirementMark = (props: {
  requirement: Requirement
  confirmations: Confirmations
}): ReactElement | null => {
  const { requirement, confirmations } = props
  const isOpen = requirement.sources.some(
    (source) =>
      source.mark === 'to-be-confirmed' && !confirmations.has(keyOfSource(requirement, source)),
  )
  return isOpen ? (
    <a href={`/framework/${requirement.id}#sources`}>
      <Tag tone="outline">source to be confirmed</Tag>
      <span className="nhsuk-u-visually-hidden">: {requirement.name}</span>
    </a>
  ) : null
}
