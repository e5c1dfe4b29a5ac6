import type { ReactElement, ReactNode } from 'react'
import { isAllowed } from '#kernel/actor.js'
import type { ModuleDescription } from '#kernel/declare/module.js'
import type { PageContent, PageContext } from '#kernel/declare/page.js'
import type { NextAction, Subject, Tab } from '#kernel/declare/subject.js'
import { DomainError } from '#kernel/errors.js'
import { Button, IfMayOpen, Tabs } from '#ui/index.js'

/** Who declares what stands around a page, and the request it is asked for. */
export interface Asked {
  modules: readonly ModuleDescription[]
  context: PageContext
}

/** The tab on which other modules' panels stand and the next action stands out; other tabs have one of their own. */
export const SUMMARY = 'Summary'

interface DrawnBanner {
  word: string
  tone: 'yellow' | 'red' | 'blue'
  text: string
  href?: string
}

/** What is drawn around a page about a subject. */
interface AboutSubject {
  title: string
  breadcrumbs: readonly { text: string; href: string }[]
  banners: readonly DrawnBanner[]
  above: ReactNode
}

const bannersOf = async (subject: Subject, { modules, context }: Asked): Promise<DrawnBanner[]> => {
  const banners = await Promise.all(
    modules
      .flatMap((module) => module.banners ?? [])
      .filter((one) => one.of === subject.kind)
      .map((one) => one.banners(context, subject.id)),
  )
  return banners.flat().map((banner) => ({
    word: banner.word,
    tone: banner.tone,
    text: banner.sentence,
    ...(banner.href ? { href: banner.href } : {}),
  }))
}

/**
 * The banners of a form about a record, which has no tabs: what must be seen on every page about the record
 * stands there too.
 */
export const bannersOfAddress = async (
  parts: Asked,
): Promise<readonly DrawnBanner[] | undefined> => {
  const { modules, context } = parts
  const { id } = context.params
  const tab = modules
    .flatMap((module) => module.tabs ?? [])
    .find(({ path }) => id && context.url.startsWith(`${path.split(':id')[0]}${id}/`))
  if (!tab || !id) return undefined
  try {
    return await bannersOf({ kind: tab.of, id }, parts)
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}

/** What stands above a page about a subject: its head, banners, the next thing to do, and its tabs. */
export const aboutSubject = async (
  subject: Subject,
  content: PageContent,
  parts: Asked,
): Promise<AboutSubject> => {
  const { modules, context } = parts
  const source = modules
    .flatMap((module) => module.heads ?? [])
    .find((one) => one.of === subject.kind)
  const [head, banners, action] = await Promise.all([
    source?.head(context, subject.id),
    bannersOf(subject, parts),
    nextActionOf(subject, parts),
  ])
  const isOwn = head?.isOwn ?? true
  const tabs = await tabsOf(subject, isOwn, parts)
  return {
    title: head?.title ?? content.title,
    breadcrumbs: head?.breadcrumbs ?? [],
    banners,
    above: (
      <>
        {head?.element}
        {isOwn && action && !context.url.startsWith(action.href.split('?')[0] ?? '') ? (
          <IfMayOpen href={action.href}>
            <Button kind={content.tab === SUMMARY ? 'primary' : 'secondary'} href={action.href}>
              {action.words}
            </Button>
          </IfMayOpen>
        ) : null}
        <SubjectTabs subject={subject} open={content.tab} tabs={tabs} />
      </>
    ),
  }
}

const nextActionOf = async (
  subject: Subject,
  { modules, context }: Asked,
): Promise<NextAction | undefined> => {
  const said = await Promise.all(
    modules
      .flatMap((module) => module.nextActions ?? [])
      .filter((one) => one.of === subject.kind)
      .map((one) => one.next(context, subject.id)),
  )
  return said
    .filter((one) => one !== null)
    .toSorted((left, right) => left.urgency - right.urgency)[0]
}

const tabsOf = async (
  { kind, id }: Subject,
  isOwn: boolean,
  { modules, context }: Asked,
): Promise<readonly Tab[]> => {
  const all = modules
    .flatMap((module) => module.tabs ?? [])
    .filter((tab) => tab.of === kind && isAllowed(context.actor, tab.allow))
  const shown = await Promise.all(
    all.map(async (tab) => isOwn || !tab.ownOnly || ((await tab.others?.(context, id)) ?? false)),
  )
  return all
    .filter((_tab, place) => shown[place])
    .toSorted((left, right) => left.order - right.order)
}

const SubjectTabs = (props: {
  subject: Subject
  open: string | undefined
  tabs: readonly Tab[]
}): ReactElement => {
  const tabs = props.tabs.map(({ label, path }) => ({
    label,
    href: path.replace(':id', props.subject.id),
  }))
  const active = tabs.find((tab) => tab.label === props.open)?.href ?? ''
  return <Tabs label={`This ${props.subject.kind}`} tabs={tabs} active={active} />
}
