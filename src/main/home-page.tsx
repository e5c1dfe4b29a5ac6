import type { ReactElement } from 'react'
import { moduleOf, type ModuleDescription } from '#kernel/declare/module.js'
import { page, type PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { londonDate } from '#kernel/time.js'
import { registersUses as registersUsesHere } from '#modules/deployments/index.js'
import { isUnnamed } from '#modules/people/index.js'
import {
  asDue,
  Button,
  Card,
  CountCards,
  PageHeading,
  TaskList,
  type CountCard,
} from '#ui/index.js'
import { firstStep, nextSteps } from './next-steps.js'

type Step = ReturnType<typeof nextSteps>[number]

const SHOWN = 50

/** Home, which belongs to no module: what waits for the person, asked of every module. */
export const homeModule = (modules: () => readonly ModuleDescription[]): ModuleDescription =>
  moduleOf({
    name: 'home',
    rank: 99,
    pages: [homePage(modules)],
    navigation: [{ label: 'Home', href: '/', order: 1, allow: ['signed-in'] }],
  })

/** The first page: what needs me, in order of urgency, each with its one next action. */
const homePage = (modules: () => readonly ModuleDescription[]) =>
  page({
    path: '/',
    allow: ['person'],
    get: async (context) => {
      const { actor } = context
      if (actor.roles.length === 0 || actor.organisationId === null) {
        if (await context.read(isUnnamed, {})) return { redirect: '/first-organisation' }
        return { title: 'Home', body: <NoRoleYet name={actor.name} /> }
      }
      const items = await itemsOf(modules(), context)
      return {
        title: 'Home',
        nav: '/',
        body: (
          <Home
            context={context}
            items={items}
            registersUses={await context.read(registersUsesHere, {})}
          />
        ),
      }
    },
  })

const itemsOf = async (
  modules: readonly ModuleDescription[],
  context: PageContext,
): Promise<HomeItem[]> => {
  const lists = await Promise.all(
    modules.map(async (module) => (await module.homeItems?.(context)) ?? []),
  )
  return inOrder(lists.flat())
}

/** Most urgent first; of equal urgency what is due first, then what has no date. */
export const inOrder = (items: readonly HomeItem[]): HomeItem[] =>
  items.toSorted(
    (left, right) =>
      left.urgency - right.urgency ||
      (left.due?.getTime() ?? Infinity) - (right.due?.getTime() ?? Infinity) ||
      0,
  )

/**
 * What waits, counted by what it is; each count is a link to those alone. What there is one of has no count,
 * so that the list stays in sight, unless it is overdue; one count alone is not shown.
 */
export const countsOf = (items: readonly HomeItem[], now: Date): CountCard[] => {
  const words = [...new Set(items.map((item) => item.tag.word))]
  const overdue = items.filter((item) => isOverdue(item, now)).length
  return [
    ...(overdue > 0 ? [{ count: overdue, words: 'Overdue', href: '/?only=overdue' }] : []),
    ...words
      .map((word) => ({
        count: items.filter((item) => item.tag.word === word).length,
        words: word,
        href: `/?only=${encodeURIComponent(word)}`,
      }))
      .filter(({ count }) => count > 1),
  ]
}

const isOverdue = ({ due }: HomeItem, now: Date): boolean =>
  due !== undefined && londonDate(due) < londonDate(now)

const Home = ({
  context,
  items,
  registersUses,
}: {
  context: PageContext
  items: readonly HomeItem[]
  registersUses: boolean
}): ReactElement => {
  const { actor, now, query } = context
  const only = query['only']
  const first = firstStep(actor.roles, registersUses)
  const chosen = items.filter(
    (item) => !only || (only === 'overdue' ? isOverdue(item, now) : item.tag.word === only),
  )
  return (
    <>
      <PageHeading aside={actor.organisationName}>What needs you</PageHeading>
      {isOnlyStaff(actor.roles) && (items.length > 0 || only) && first ? (
        <Button href={first.href}>{first.words}</Button>
      ) : null}
      <Counts cards={items.length > 1 ? countsOf(items, now) : []} />
      <Card heading={headingOf(items, only)}>
        <TaskList
          tasks={chosen.slice(0, SHOWN).map((item) => asTask(item, now))}
          empty={only ? <p>Nothing needs you here.</p> : <NothingWaits step={first} />}
        />
        {chosen.length > SHOWN ? (
          <p>{chosen.length - SHOWN} more wait. They come up as these are done.</p>
        ) : null}
        {only ? (
          <p className="wr-screen-only">
            <a href="/">Show everything that needs you</a>
          </p>
        ) : null}
      </Card>
      <NextSteps
        steps={nextSteps(actor.roles, registersUses)}
        but={isOnlyStaff(actor.roles) || (items.length === 0 && !only) ? first?.href : undefined}
      />
    </>
  )
}

// Whoever works with a tool and answers for none comes here to say that something is wrong.
const isOnlyStaff = (roles: PageContext['actor']['roles']): boolean =>
  roles.every((role) => role === 'staff')

const asTask = (item: HomeItem, now: Date) => ({
  word: item.tag.word,
  tone: item.tag.tone,
  text: item.title,
  note: <Note item={item} now={now} />,
  action: { href: item.href, words: item.action },
})

const Note = ({ item, now }: { item: HomeItem; now: Date }): ReactElement => {
  const due = item.due ? asDue(londonDate(item.due), now) : null
  return (
    <>
      {due && isOverdue(item, now) ? <strong className="wr-overdue">{due}</strong> : due}
      {due && item.detail ? ' · ' : null}
      {item.detail}
    </>
  )
}

const Counts = ({ cards }: { cards: readonly CountCard[] }): ReactElement | null =>
  cards.length > 1 ? <CountCards cards={cards} /> : null

const headingOf = (items: readonly HomeItem[], only: string | undefined): string => {
  if (only) return `Only ${only.toLowerCase()}`
  return items.length === 0 ? 'Nothing needs you now' : 'In order of urgency'
}

const NothingWaits = ({ step }: { step: Step | undefined }): ReactElement => (
  <>
    <p>What you have to do, sign, decide or answer comes up here, the most urgent first.</p>
    {step ? <Button href={step.href}>{step.words}</Button> : null}
  </>
)

const NextSteps = (props: { steps: readonly Step[]; but: string | undefined }): ReactElement => (
  <div className="wr-screen-only">
    <Card heading="What you can do">
      <ul>
        {props.steps
          .filter(({ href }) => href !== props.but)
          .map(({ href, words }) => (
            <li key={href}>
              <a href={href}>{words}</a>
            </li>
          ))}
      </ul>
    </Card>
  </div>
)

const NoRoleYet = ({ name }: { name: string }): ReactElement => (
  <div className="wr-readable">
    <PageHeading>You have an account and no role yet</PageHeading>
    <p>
      {name}, what you see here depends on the role you hold in an organisation. Ask an
      administrator of your organisation to invite you, with the e-mail address of this account. If
      you have been invited, follow the link in the invitation.
    </p>
    <Button href="/account/organisation">See the organisations you belong to</Button>
    <p>
      Without a role you can <a href="/public">see what AI is used where</a> and{' '}
      <a href="/public/raise-a-concern">raise a concern</a>.
    </p>
  </div>
)
