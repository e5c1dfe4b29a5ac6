import type { ReactElement } from 'react'
import type { Actor } from '#kernel/actor.js'
import { roleInText } from '#kernel/roles.js'
import type { Gate } from '#modules/framework/index.js'
import { asDate, Card, Details, Table, Tag } from '#ui/index.js'
import type { GateAssessment, GateItem } from '../gate-assessment.js'
import { everyItem } from '../may-decide.js'
import { maySign } from '../may-sign.js'
import type { StepSignature } from '../sign-off-store.js'
import { STATE_TAGS } from './words.js'

/** The signatures before a decision: step by step who signed and when, and what the reader may do. */
export const SignOffCard = (props: {
  gate: Gate
  assessment: GateAssessment
  signatures: readonly StepSignature[]
  actor: Actor
  here: string
  mayAct: boolean
}): ReactElement | null => {
  const { gate, assessment, signatures } = props
  const items = everyItem(assessment)
  const steps = gate.signOff.flatMap((step) => {
    const item = items.find((one) => one.kind === 'sign-off' && one.requirementId === step.id)
    return item ? [{ step, item }] : []
  })
  if (steps.length === 0) return null
  const ended = signatures.filter((one) => one.endedAs !== null)
  return (
    <Card heading="Signatures before the decision" id="sign-off">
      <Table
        caption="Signatures before the decision"
        quietCaption
        rows={steps}
        rowKey={({ step }) => step.id}
        columns={[
          {
            heading: 'Who signs',
            cell: ({ step, item }) => (
              <>
                {item.name} {step.local ? <Tag tone="blue">local addition</Tag> : null}
                <span className="wr-note">{item.sentence}</span>
                {openNotes(item, signatures).map((one) => (
                  <span key={one.id} className="wr-note">
                    {one.by.personName}: {one.note}
                  </span>
                ))}
              </>
            ),
          },
          {
            heading: 'State',
            cell: ({ item }) => {
              const { word, tone } =
                item.state === 'met'
                  ? ({ word: 'Signed', tone: 'green' } as const)
                  : STATE_TAGS[item.state]
              return <Tag tone={tone}>{word}</Tag>
            },
          },
          {
            heading: 'What to do',
            quietHeading: true,
            cell: ({ item }) => <StepLinks {...props} item={item} />,
          },
        ]}
      />
      <p className="wr-note">
        Who signs here does not decide. A change in what was signed for makes a signature one to be
        given again.
      </p>
      {ended.length > 0 ? (
        <Details summary={`Earlier signatures (${ended.length})`}>
          <ul>
            {ended.map((one) => (
              <li key={one.id}>{endedWords(one)}</li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Card>
  )
}

const openNotes = (item: GateItem, signatures: readonly StepSignature[]): StepSignature[] =>
  signatures.filter(
    (one) => one.step === item.requirementId && one.endedAs === null && one.note !== '',
  )

const StepLinks = (props: {
  gate: Gate
  assessment: GateAssessment
  signatures: readonly StepSignature[]
  actor: Actor
  here: string
  mayAct: boolean
  item: GateItem
}): ReactElement | null => {
  const { gate, assessment, signatures, actor, here, mayAct, item } = props
  if (!mayAct) return null
  const mine = signatures.find(
    (one) =>
      one.step === item.requirementId &&
      one.endedAs === null &&
      (one.by.personId === actor.id || one.onBehalfOf?.personId === actor.id),
  )
  const may = maySign(actor, gate, item.requirementId, assessment).role !== null
  return (
    <>
      {may ? (
        <a href={`${here}/sign/${item.requirementId}`}>
          Read and sign<span className="nhsuk-u-visually-hidden">: {item.name}</span>
        </a>
      ) : null}
      {mine ? (
        <span className="wr-note">
          <a href={`${here}/signatures/${mine.id}/take-back`}>
            Take the signature back<span className="nhsuk-u-visually-hidden">: {item.name}</span>
          </a>
        </span>
      ) : null}
    </>
  )
}

const endedWords = ({ by, onBehalfOf, stepName, endedAs, endedReason }: StepSignature): string => {
  const whose = onBehalfOf === null ? '' : ` on behalf of ${onBehalfOf.personName}`
  const how = {
    'taken-back': `taken back: ${endedReason ?? ''}`,
    'given-again': 'given again later',
    decided: 'kept with the decision',
  }[endedAs ?? 'decided']
  return `${stepName}: ${by.personName} (${roleInText(by.role)})${whose} on ${asDate(by.on)}, ${how}`
}
