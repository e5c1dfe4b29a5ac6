import type { ReactElement } from 'react'
import type { Actor } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import { MEMBER_ROLES } from '#kernel/roles.js'
import { findUsableWork, type UsableWork } from '#modules/evidence/index.js'
import { stageName, type StageId } from '#modules/framework/index.js'
import { asDate, asDateTime, InsetText, Panel, Tag, TwoColumns } from '#ui/index.js'
import { reasonsInShort } from '../advised-in-words.js'
import type { UnseenGateChange } from '../gate-change-store.js'
import { findChangedGates, lookAtGate } from '../look-at-gate.js'
import type { Decision } from '../model.js'
import { showGate } from '../show-gates.js'
import { DecideCard, DecisionsCard, WhyCard } from './gate-cards.js'
import { GateItems } from './gate-items.js'
import { SignOffCard } from './sign-off-card.js'
import { gateTitle } from './words.js'

/** One gate before anyone decides: what blocks it, what is met, and the decision beside it. */
export const gatePage = page({
  path: '/register/deployments/:id/gates/:gate',
  allow: ['signed-in'],
  get: async ({ read, run, params, actor }) => {
    const shown = await read(showGate, { deploymentId: params['id'], gate: params['gate'] })
    const { deployment, framework, confirmations, gate, assessment, decisions, signatures } = shown
    const here = `/register/deployments/${deployment.id}/gates/${gate.id}`
    const title = gateTitle(gate, (stage) => stageName(framework, stage as StageId))
    const open = deployment.state !== 'ceased'
    const behind = gate.from.includes(deployment.stage) ? undefined : decisions[0]
    const decide = open ? (
      <DecideCard {...{ assessment, actor, here, gate }} isBehind={behind !== undefined} />
    ) : null
    const about = { deploymentId: deployment.id }
    const change = isMember(actor)
      ? (await read(findChangedGates, about)).find((one) => one.gate === gate.id)
      : undefined
    if (change) await run(lookAtGate, { ...about, gate: gate.id })
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
                {change ? <Changed change={change} /> : null}
                <Panel tone={assessment.canPass ? 'green' : 'blue'}>
                  {behind ? <DecidedAlready decision={behind} /> : null}
                  {reasonsInShort(assessment).join(' ')}
                </Panel>
                {work ? <WorkOfOthers work={work} deploymentId={deployment.id} /> : null}
                <GateItems
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
            lead={behind ? <DecisionsCard decisions={decisions} /> : decide}
            side={
              <>
                {behind ? decide : <DecisionsCard decisions={decisions} />}
                <WhyCard
                  {...{ assessment, framework, confirmations, gate }}
                  deploymentId={deployment.id}
                />
              </>
            }
          />
        </>
      ),
    }
  },
})

const isMember = ({ organisationId, roles }: Actor): boolean =>
  organisationId !== null && roles.some((role) => MEMBER_ROLES.includes(role))

const Changed = ({ change }: { change: UnseenGateChange }): ReactElement => (
  <InsetText>
    <Tag tone="blue">New to you</Tag> Version {change.version} of the agreed way asks for something
    else here since {asDateTime(change.changedAt)}.{' '}
    <a
      href={change.proposalId ? `/framework/proposals/${change.proposalId}` : '/framework/versions'}
    >
      See what it changed
    </a>
  </InsetText>
)

// What a gate that lies behind asks today is no news of what was decided then.
const DecidedAlready = ({ decision }: { decision: Decision }): ReactElement => (
  <>
    <strong>
      Decided on {asDate(decision.decidedOn)}: {decision.label}.
    </strong>{' '}
    What follows is how it would stand today.{' '}
  </>
)

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
