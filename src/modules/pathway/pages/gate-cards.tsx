import type { ReactElement } from 'react'
import type { Actor } from '#kernel/actor.js'
import { GateMark, type Confirmations } from '#modules/agreed-way/index.js'
import { splitReasons, type Framework, type Gate } from '#modules/framework/index.js'
import { ActLink, asDate, Button, ButtonGroup, Card, Details } from '#ui/index.js'
import type { GateAssessment } from '../gate-assessment.js'
import { mayDecide, mayRecord } from '../may-decide.js'
import type { Decision } from '../model.js'
import { eitherRole } from '../wording.js'

/** The decisions this gate knows, with what is in the way of passing it. */
export const DecideCard = (props: {
  assessment: GateAssessment
  actor: Actor
  here: string
  gate: Gate
  /** It was decided before, and lies behind: what may be recorded still is no next thing. */
  isBehind: boolean
}): ReactElement => {
  const { assessment, actor, here, gate, isBehind } = props
  const { may, reasons } = mayDecide(actor, assessment)
  const passing = gate.decisions.filter((one) => one.needsAllMet)
  const others = gate.decisions.filter(
    (one) => !one.needsAllMet && mayRecord(actor, one, assessment).may,
  )
  const link = (id: string) => `${here}/decide/${id}`
  return (
    <Card
      heading={isBehind ? 'Decide again' : 'Decide'}
      edge={isBehind ? undefined : assessment.canPass ? 'green' : 'blue'}
    >
      <p>
        {isBehind ? 'This gate lies behind; nothing needs to be decided here now. ' : ''}
        {blockedWords(assessment)}
      </p>
      {assessment.unmet.length > 0 ? (
        <div className="wr-screen-only">
          <Details summary="What is unmet">
            <ul>
              {assessment.unmet.map((item) => (
                <li key={item.requirementId}>{item.name}</li>
              ))}
            </ul>
          </Details>
        </div>
      ) : null}
      {may ? null : <p>{reasons.join(' ')}</p>}
      <ButtonGroup>
        {may && assessment.canPass
          ? passing.map((one, place) => (
              <Button key={one.id} href={link(one.id)} kind={place === 0 ? 'primary' : 'secondary'}>
                {one.label}
              </Button>
            ))
          : null}
        {/* A cease passes nothing: its decisions are all there is to do here. */}
        {passing.length === 0
          ? others.map((one) => (
              <Button key={one.id} href={link(one.id)} kind="secondary">
                {one.label}
              </Button>
            ))
          : null}
      </ButtonGroup>
      {passing.length > 0 && others.length > 0 ? (
        <div className="wr-screen-only">
          <Details
            summary={
              isBehind
                ? 'Add a decision to those made here'
                : 'Record another decision than passing it'
            }
          >
            <ul>
              {others.map((one) => (
                <li key={one.id}>
                  <a href={link(one.id)}>{one.label}</a>
                </li>
              ))}
            </ul>
          </Details>
        </div>
      ) : null}
      <p className="wr-note">
        Decided by the {eitherRole(assessment.decidedBy)}. An exception needs a name, a reason and
        an end date.
      </p>
    </Card>
  )
}

const blockedWords = ({ canPass, unmet, reasons, gate }: GateAssessment): string => {
  if (gate === 'cease') return 'Nothing blocks a cease.'
  if (unmet.length === 1) return '1 thing is unmet, so this gate cannot be passed yet.'
  if (unmet.length > 1)
    return `${unmet.length} things are unmet, so this gate cannot be passed yet.`
  return canPass ? 'Nothing blocks this gate.' : reasons.join(' ')
}

/** Why these things are asked here, and by which version of the agreed way. */
export const WhyCard = (props: {
  assessment: GateAssessment
  framework: Framework
  confirmations: Confirmations
  gate: Gate
  deploymentId: string
}): ReactElement => {
  const { assessment, framework } = props
  const asked = [
    ...assessment.met,
    ...assessment.accepted,
    ...assessment.unmet,
    ...assessment.excepted,
    ...assessment.advisory,
  ].filter((item) => item.kind === 'requirement')
  const { always, known, unanswered } = splitReasons([
    ...new Set(asked.flatMap((item) => item.because)),
  ])
  return (
    <Card heading={asked.length === 1 ? 'Why this one?' : `Why these ${asked.length}?`}>
      {always || known.length > 0 ? (
        <p>{[...(always ? ['Some always apply.'] : []), ...known].join(' ')}</p>
      ) : null}
      {unanswered.length > 0 ? (
        <>
          <p>Some are asked only because these questions about the use are not answered:</p>
          <ul>
            {unanswered.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
          <p className="wr-screen-only">
            <ActLink href={`/register/deployments/${props.deploymentId}/edit`}>Answer them</ActLink>
          </p>
        </>
      ) : null}
      {assessment.notApplicable.length > 0 ? (
        <p>
          <a href="#not-applicable">{assessment.notApplicable.length} do not apply, and why</a>
        </p>
      ) : null}
      <p className="wr-note">
        Agreed way, version {framework.version}. Questions are ours, built from cited sources. What
        this gate asks: <GateMark gate={props.gate} confirmations={props.confirmations} />.{' '}
        <a href="/framework">Read the agreed way</a>
      </p>
    </Card>
  )
}

/** What was decided at this gate. */
export const DecisionsCard = ({
  decisions,
}: {
  decisions: readonly Decision[]
}): ReactElement | null =>
  decisions.length === 0 ? null : (
    <Card heading="Decided here">
      {decisions.map((one) => (
        <p key={one.id}>
          <strong>{one.label}</strong>, {asDate(one.decidedOn)}
          {one.grounds ? `, by ${one.grounds.decidedByName}: ${one.grounds.reason}` : ''}
          <span className="wr-note">Agreed way, version {one.frameworkVersion}.</span>
        </p>
      ))}
    </Card>
  )
