import type { ReactElement } from 'react'
import { page } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import { roleInText } from '#kernel/roles.js'
import { GateMark } from '#modules/agreed-way/index.js'
import { asDate, asList, Card, IfMayOpen, Panel, Table, Tag } from '#ui/index.js'
import { reasonsInShort } from '../advised-in-words.js'
import type { GateAssessment } from '../gate-assessment.js'
import type { Decision } from '../model.js'
import { showGates } from '../show-gates.js'
import { standingOf } from './gate-standing.js'
import { CatchUp, Conditions, Exceptions } from './gates-page-cards.js'

/** The gates of a deployment: what was decided, what comes next, exceptions, conditions, catching up. */
export const gatesPage = page({
  path: '/register/deployments/:id/gates',
  allow: ['signed-in'],
  get: async ({ read, params, now }) => {
    const shown = await read(showGates, { deploymentId: params['id'] })
    const { deployment, framework, decisions, assessments, isOwn } = shown
    const here = `/register/deployments/${deployment.id}/gates`
    const next = framework.gates.find(
      (gate) => gate.from.includes(deployment.stage) && gate.id !== 'cease',
    )
    const ahead = assessments.find((one) => one.gate === next?.id)
    return {
      title: 'Gates',
      nav: '/register',
      subject: { kind: 'deployment', id: deployment.id },
      tab: 'Gates',
      body: (
        <>
          {next && ahead && deployment.state !== 'ceased' ? (
            <Panel tone={ahead.canPass ? 'green' : 'blue'}>
              Next: <a href={`${here}/${next.id}`}>{next.name}</a>.{' '}
              {reasonsInShort(ahead).join(' ')}
            </Panel>
          ) : null}
          {shown.catchUp.length > 0 ? (
            <CatchUp items={shown.catchUp} here={here} now={now} />
          ) : null}
          <Card>
            <Table
              caption="Gates"
              rows={framework.gates.filter((gate) => gate.id !== 'cease')}
              rowKey={(gate) => gate.id}
              columns={[
                {
                  heading: 'Gate',
                  cell: (gate) => (
                    <>
                      {isOwn && gate.id !== 'assess' ? (
                        <a href={`${here}/${gate.id}`}>{gate.name}</a>
                      ) : (
                        gate.name
                      )}
                      <span className="wr-note">
                        What it asks: <GateMark gate={gate} confirmations={shown.confirmations} />
                      </span>
                    </>
                  ),
                },
                {
                  heading: 'Standing',
                  cell: (gate) => {
                    const { word, tone } = standingOf(
                      gate,
                      deployment.stage,
                      decisions,
                      shown.stageChanges,
                    )
                    return <Tag tone={tone}>{word}</Tag>
                  },
                },
                {
                  heading: 'Decided',
                  cell: (gate) => (
                    <LastDecision decision={decisions.find((one) => one.gate === gate.id)} />
                  ),
                },
                {
                  heading: 'Today',
                  cell: (gate) =>
                    isOwn ? todayWords(assessments.find((one) => one.gate === gate.id)) : '',
                },
              ]}
            />
          </Card>
          <p className="wr-note">
            Assessed against version {framework.version} of the agreed way, in force since{' '}
            {asDate(shown.inForceSince)}. A decision keeps the version it was made on.{' '}
            <a href="/framework/versions">Versions and changes</a>
          </p>
          {isOwn ? (
            <>
              <Exceptions exceptions={shown.exceptions} here={here} today={londonDate(now)} />
              <Conditions conditions={shown.conditions} here={here} now={now} />
              <IfMayOpen href={`/register/deployments/${deployment.id}/cease`}>
                <p>
                  <a href={`/register/deployments/${deployment.id}/cease`}>Cease this deployment</a>
                  . Nothing blocks a cease; what is left is chased afterwards.
                </p>
              </IfMayOpen>
            </>
          ) : null}
        </>
      ),
    }
  },
})

const LastDecision = ({ decision }: { decision: Decision | undefined }): ReactElement =>
  decision ? (
    <>
      {decision.label}, {asDate(decision.decidedOn)}
      {decision.grounds ? (
        <span className="wr-note">
          {decision.grounds.decidedByName}, {roleInText(decision.grounds.role)}
        </span>
      ) : null}
    </>
  ) : (
    <>not decided</>
  )

// The page of the gate lists them all.
const MOST_NAMED = 3

const todayWords = (assessment: GateAssessment | undefined): string => {
  if (!assessment) return ''
  const again = assessment.unmet.filter(
    (item) => item.state === 'under-review' || item.state === 'expired',
  )
  const named = again.slice(0, MOST_NAMED).map((item) => item.name)
  const rest = again.length - named.length
  const names = asList(rest > 0 ? [...named, `${rest} more`] : named)
  return [
    `${assessment.met.length + assessment.accepted.length} met`,
    `${assessment.unmet.length} unmet`,
    ...(assessment.excepted.length > 0 ? [`${assessment.excepted.length} by exception`] : []),
  ]
    .join(', ')
    .concat(again.length > 0 ? `. To look at again: ${names}.` : '')
}
