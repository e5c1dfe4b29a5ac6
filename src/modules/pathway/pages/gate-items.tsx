import type { ReactElement } from 'react'
import type { Actor } from '#kernel/actor.js'
import { LocalWords, RequirementMark, type Confirmations } from '#modules/agreed-way/index.js'
import type { Framework } from '#modules/framework/index.js'
import { ActLink, asCount, Card, Details, IfMayOpen, Table, Tag } from '#ui/index.js'
import type { GateAssessment, GateItem } from '../gate-assessment.js'
import { mayExcept } from '../may-decide.js'
import { linkOf, STATE_TAGS } from './words.js'

/** The gate that items are of, and who looks at it. */
interface About {
  framework: Framework
  confirmations: Confirmations
  actor: Actor
  here: string
  deploymentId: string
  mayAct: boolean
}

/** What is asked at a gate: what blocks it first and open, what is advised or met under its number. */
export const GateItems = (props: About & { assessment: GateAssessment }): ReactElement => {
  const { assessment } = props
  const unmet = assessment.unmet.filter(isNotSignature)
  const met = [...assessment.met, ...assessment.accepted].filter(isNotSignature)
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
          <Folded words="advised" items={assessment.advisory} {...props} />
        </Card>
      ) : null}
      <Card heading="Met">
        {met.length === 0 ? (
          <p>Nothing is met yet.</p>
        ) : (
          <Folded words="met" items={met} {...props} />
        )}
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

const ItemTable = (
  props: About & { caption: string; items: readonly GateItem[] },
): ReactElement => (
  <Table
    caption={props.caption}
    quietCaption
    rows={props.items}
    rowKey={(item) => item.requirementId}
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
        heading: 'State and what to do',
        cell: (item) => (
          <>
            <StateTag item={item} /> <ItemLinks {...props} item={item} />
          </>
        ),
      },
    ]}
  />
)

const Folded = (props: About & { words: string; items: readonly GateItem[] }): ReactElement => (
  <Details summary={`${asCount(props.items.length)} ${props.words}`}>
    <ul>
      {props.items.map((item) => {
        const { href } = linkOf(props.deploymentId, item)
        return (
          <li key={item.requirementId}>
            <IfMayOpen href={href} otherwise={item.name}>
              <a href={href}>{item.name}</a>
            </IfMayOpen>{' '}
            <StateTag item={item} /> <ItemMark {...props} item={item} />
            <span className="wr-note">
              {item.kind === 'requirement' ? `${item.requirementId}. ` : ''}
              {item.sentence === `${item.name}.` ? '' : item.sentence}
            </span>
          </li>
        )
      })}
    </ul>
  </Details>
)

const StateTag = ({ item }: { item: GateItem }): ReactElement => {
  const { word, tone } = item.exception
    ? ({ word: 'Exception', tone: 'yellow' } as const)
    : STATE_TAGS[item.state]
  return <Tag tone={tone}>{word}</Tag>
}

const ItemLinks = (props: About & { item: GateItem }): ReactElement => {
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
