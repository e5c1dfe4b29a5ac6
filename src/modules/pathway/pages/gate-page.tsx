import type { ReactElement } from 'react'
import { page } from '#kernel/describe.js'
import type { Actor } from '#kernel/actor.js'
import { LocalWords, RequirementMark, type Confirmations } from '#modules/agreed-way/index.js'
import { findUsableWork, type UsableWork } from '#modules/evidence/index.js'
import { stageName, type Framework, type Gate, type StageId } from '#modules/framework/index.js'
import { ActLink, asDate, Card, Details, Panel, Table, Tag, TwoColumns } from '#ui/index.js'
import type { GateAssessment, GateItem } from '../gate-assessment.js'
import { mayExcept } from '../may-decide.js'
import type { Decision } from '../model.js'
import { showGate } from '../show-gates.js'
import { DecideCard, DecisionsCard, WhyCard } from './gate-cards.js'
import { SignOffCard } from './sign-off-card.js'
import { gateTitle, linkOf, STATE_TAGS } from './words.js'

/** One gate before anyone decides: what blocks it, what is met, and the decision beside it. */
export const gatePage = page({
  path: '/register/deployments/:id/gates/:gate',
  allow: ['signed-in'],
  get: async ({ read, params, actor }) => {
    const shown = await read(showGate, { deploymentId: params['id'], gate: params['gate'] })
    const { deployment, framework, confirmations, gate, assessment, decisions, signatures } = shown
    const here = `/register/deployments/${deployment.id}/gates/${gate.id}`
    const title = gateTitle(gate, (stage) => stageName(framework, stage as StageId))
    const open = deployment.state !== 'ceased'
    const about = { deploymentId: deployment.id }
    const work = open ? (await read(findUsableWork, about)).work : null
    return {
      title,
      nav: '/register',
      subject: { kind: 'deployment', id: deployment.id },
      tab: 'Gates',
      body: (
        <>
          <h2 className="nhsuk-heading-l">{title}</h2>
          <TwoColumns
            main={
              <>
                <Panel tone={assessment.canPass ? 'green' : 'blue'}>
                  <DecidedAlready gate={gate} decisions={decisions} stage={deployment.stage} />
                  {assessment.reasons.join(' ')}
                </Panel>
                {work ? <WorkOfOthers work={work} deploymentId={deployment.id} /> : null}
                <Items
                  {...{ assessment, framework, confirmations, actor, here }}
                  deploymentId={deployment.id}
                  mayAct={open}
                />
                <SignOffCard
                  {...{ gate, assessment, signatures, actor, here }}
                  mayAct={deployment.state === 'running' && gate.from.includes(deployment.stage)}
                />
              </>
            }
            side={
              <>
                {open ? <DecideCard {...{ assessment, actor, here, gate }} /> : null}
                <WhyCard {...{ assessment, framework, confirmations, gate }} />
                <DecisionsCard decisions={decisions} />
              </>
            }
          />
        </>
      ),
    }
  },
})

// What a gate that lies behind asks today is no news of what was decided then.
const DecidedAlready = (props: {
  gate: Gate
  decisions: readonly Decision[]
  stage: StageId
}): ReactElement | null => {
  const [newest] = props.decisions
  if (!newest || props.gate.from.includes(props.stage)) return null
  return (
    <>
      <strong>
        Decided on {asDate(newest.decidedOn)}: {newest.label}.
      </strong>{' '}
      What follows is how it would stand today.{' '}
    </>
  )
}

const WorkOfOthers = (props: { work: UsableWork; deploymentId: string }): ReactElement | null => {
  const { whole, start } = props.work
  if (whole.length === 0 && start.length === 0) return null
  return (
    <p>
      Of all that is asked of this deployment, {whole.length} can be accepted whole from others, and{' '}
      {start.length} can be started from another’s work and signed again.{' '}
      <a href={`/register/deployments/${props.deploymentId}/work`}>Work you can use</a>
    </p>
  )
}

const Items = (props: {
  assessment: GateAssessment
  framework: Framework
  confirmations: Confirmations
  actor: Actor
  here: string
  deploymentId: string
  mayAct: boolean
}): ReactElement => {
  const { assessment } = props
  const unmet = assessment.unmet.filter(isNotSignature)
  return (
    <>
      {unmet.length > 0 ? (
        <Card heading="What blocks this gate">
          <ItemTable caption="What blocks this gate" items={unmet} {...props} />
        </Card>
      ) : null}
      {assessment.excepted.length > 0 ? (
        <Card heading="Passed by exception">
          <ItemTable caption="Passed by exception" items={assessment.excepted} {...props} />
        </Card>
      ) : null}
      {assessment.advisory.length > 0 ? (
        <Card heading="Advised, not required here">
          <ItemTable caption="Advised, not required here" items={assessment.advisory} {...props} />
        </Card>
      ) : null}
      <Card heading="Met">
        <ItemTable
          caption="Met"
          items={[...assessment.met, ...assessment.accepted].filter(isNotSignature)}
          empty={<p>Nothing is met yet.</p>}
          {...props}
        />
      </Card>
      <Details
        id="not-applicable"
        summary={`${assessment.notApplicable.length} do not apply, and why`}
      >
        <ul>
          {assessment.notApplicable.map((item) => (
            <li key={item.requirementId}>
              {item.name} ({item.requirementId}): {item.sentence}
            </li>
          ))}
        </ul>
      </Details>
    </>
  )
}

/** Signatures have a card of their own. */
const isNotSignature = (item: GateItem): boolean => item.kind !== 'sign-off'

const ItemTable = (props: {
  caption: string
  items: readonly GateItem[]
  framework: Framework
  confirmations: Confirmations
  actor: Actor
  here: string
  deploymentId: string
  mayAct: boolean
  empty?: ReactElement
}): ReactElement => (
  <Table
    caption={props.caption}
    quietCaption
    rows={props.items}
    rowKey={(item) => item.requirementId}
    empty={props.empty}
    columns={[
      {
        heading: 'What is asked',
        cell: (item) => (
          <>
            {questionOf(props.framework, item)} <ItemMark {...props} item={item} />
            <span className="wr-note">
              {item.kind === 'requirement' ? `${item.requirementId}, ${item.name}. ` : ''}
              {item.sentence === `${item.name}.` ? '' : item.sentence}
            </span>
          </>
        ),
      },
      {
        heading: 'State',
        cell: (item) => {
          const { word, tone } = item.exception
            ? ({ word: 'Exception', tone: 'yellow' } as const)
            : STATE_TAGS[item.state]
          return <Tag tone={tone}>{word}</Tag>
        },
      },
      {
        heading: 'What to do',
        quietHeading: true,
        cell: (item) => <ItemLinks {...props} item={item} />,
      },
    ]}
  />
)

const ItemLinks = (props: {
  item: GateItem
  actor: Actor
  here: string
  deploymentId: string
  mayAct: boolean
}): ReactElement => {
  const { item, actor, here } = props
  const link = linkOf(props.deploymentId, item)
  const blocks = item.blocking && item.exception === null && item.state !== 'met'
  const isDone = item.state === 'met' || item.state === 'accepted'
  return (
    <>
      <ActLink href={link.href}>
        {isDone ? 'See' : link.words}
        <span className="nhsuk-u-visually-hidden">: {item.name}</span>
      </ActLink>
      {props.mayAct && blocks && !isDone && mayExcept(actor, item).may ? (
        <span className="wr-note">
          <a href={`${here}/except/${item.requirementId}`}>
            Make an exception<span className="nhsuk-u-visually-hidden"> to {item.name}</span>
          </a>
        </span>
      ) : null}
    </>
  )
}

const ItemMark = (props: {
  framework: Framework
  confirmations: Confirmations
  item: GateItem
}): ReactElement | null => {
  const requirement = props.framework.requirements.find(({ id }) => id === props.item.requirementId)
  return requirement ? (
    <>
      <RequirementMark requirement={requirement} confirmations={props.confirmations} />
      <LocalWords requirement={requirement} />
    </>
  ) : null
}

const questionOf = (framework: Framework, item: GateItem): string =>
  framework.requirements.find((one) => one.id === item.requirementId)?.question ?? item.name
