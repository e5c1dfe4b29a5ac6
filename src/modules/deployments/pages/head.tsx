import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import type { NextActionSource, SubjectHead } from '#kernel/declare/subject.js'
import { londonDate } from '#kernel/time.js'
import type { Framework } from '#modules/framework/index.js'
import { asDate, PageHeading, StageTrack, Tag, type TrackStage } from '#ui/index.js'
import { MAY_STOP, type Deployment, type StageChange } from '../model.js'
import { nextAction } from '../next-action.js'
import { standings, wasOpenedByGate } from '../rules.js'
import { showDeploymentAndWay } from '../show-deployment.js'
import { stageName, stateWords, versionWords } from '../words.js'

/** What is to do next about a deployment by its own stage and state. */
export const deploymentNext: NextActionSource = {
  of: 'deployment',
  next: async ({ read, now }, id) => {
    const { deployment, stops, ceaseTasks } = await read(showDeploymentAndWay, { id })
    return nextAction(deployment, {
      hasOpenStop: stops.some((stop) => !stop.confirmedAt),
      openTasks: ceaseTasks.filter((task) => !task.settled).length,
      today: londonDate(now),
    })
  },
}

/** What stands above the tabs of a deployment: name, stage track and state. */
export const deploymentHead: SubjectHead = {
  of: 'deployment',
  head: async ({ read, url, actor }, id) => {
    const { deployment, stageChanges, isOwn, framework } = await read(showDeploymentAndWay, { id })
    return {
      isOwn,
      title: `${deployment.product.name} at ${deployment.organisationName}`,
      breadcrumbs: [
        { text: 'Register', href: '/register' },
        { text: deployment.product.name, href: `/register/products/${deployment.product.id}` },
      ],
      element: (
        <>
          <PageHeading aside={`${versionWords(deployment)} at ${deployment.organisationName}`}>
            {deployment.product.name}
          </PageHeading>
          <StageTrack
            stages={trackOf(framework, deployment, stageChanges)}
            short={!isSummary(url, id)}
          />
          <StateTags
            deployment={deployment}
            isOwn={isOwn}
            mayStop={isOwn && isAllowed(actor, MAY_STOP)}
          />
        </>
      ),
    }
  },
}

/** States in which an emergency stop can be called. */
const CAN_STOP: readonly Deployment['state'][] = ['running', 'paused', 'parked']

const isSummary = (url: string, id: string): boolean =>
  url.split('?')[0] === `/register/deployments/${id}`

const StateTags = (props: {
  deployment: Deployment
  isOwn: boolean
  mayStop: boolean
}): ReactElement => {
  const { word, tone } = stateWords(props.deployment)
  return (
    <p>
      <Tag tone={tone}>{word}</Tag>{' '}
      {props.deployment.inUseBeforeAssessment ? (
        <Tag tone="orange">In use before assessment</Tag>
      ) : null}{' '}
      {props.deployment.heldBack ? <Tag tone="outline">Held back from partners</Tag> : null}{' '}
      {props.isOwn ? null : <Tag tone="blue">Of a partner</Tag>}{' '}
      {props.mayStop && CAN_STOP.includes(props.deployment.state) ? (
        <a className="wr-screen-only" href={`/register/deployments/${props.deployment.id}/stop`}>
          Emergency stop
        </a>
      ) : null}
    </p>
  )
}

const trackOf = (
  framework: Framework,
  deployment: Deployment,
  changes: readonly StageChange[],
): TrackStage[] => [
  {
    name: stageName(framework, 'opportunity'),
    state: wasOpenedByGate(changes) ? 'passed' : 'not-passed-here',
  },
  ...standings(deployment.stage, changes).map(({ stage, standing }): TrackStage => {
    const name = stageName(framework, stage)
    if (standing === 'current')
      return { name, state: standing, note: `since ${asDate(deployment.stageSince)}` }
    if (standing === 'stopped')
      return { name, state: standing, note: `ceased ${asDate(deployment.stageSince)}` }
    return { name, state: standing }
  }),
]
