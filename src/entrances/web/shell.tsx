import { Fragment, type ReactElement, type ReactNode } from 'react'
import { isAllowed } from '#kernel/actor.js'
import type { ModuleDescription } from '#kernel/declare/module.js'
import type { PageContent, PageContext } from '#kernel/declare/page.js'
import type { NextAction, Subject } from '#kernel/declare/subject.js'
import { DomainError } from '#kernel/errors.js'
import {
  Button,
  IfMayOpen,
  MayOpenWithin,
  OnceWithin,
  Page,
  renderPage,
  Tabs,
  TwoColumns,
  type AssetPaths,
} from '#ui/index.js'
import type { Identified } from './identified.js'
import { mayOpenWith } from './may-open.js'
import { shownRole } from './shown-role.js'

/** What the shell adds around a page. */
export interface ShellParts {
  modules: readonly ModuleDescription[]
  assets: AssetPaths
  isExample: boolean
  context: PageContext
  who: Identified
  flash?: string | undefined
  hasErrors?: boolean
}

/** Renders a page's content inside the shell: navigation, banners, and for a subject its head and tabs. */
export const renderInShell = async (content: PageContent, parts: ShellParts): Promise<string> => {
  const { context, who } = parts
  const { subject } = content
  const [panels, about] = await Promise.all([
    subject ? panelsOf(subject, content.tab, parts) : [],
    subject ? aboutSubject(subject, content, parts) : undefined,
  ])
  const banners = about?.banners ?? (await bannersOfAddress(parts))
  const pages = parts.modules.flatMap((module) => module.pages ?? [])
  const breadcrumbs = (content.breadcrumbs ?? about?.breadcrumbs ?? []).map((crumb) => ({
    label: crumb.text,
    href: crumb.href,
  }))
  return renderPage(
    <Page
      title={about ? `${content.title} – ${about.title}` : content.title}
      user={signedIn(who)}
      signInHref={content.publicPage ? '/sign-in' : undefined}
      nav={navigation(parts)}
      active={content.nav}
      banners={banners}
      breadcrumbs={breadcrumbs}
      notice={parts.flash}
      exampleBanner={
        parts.isExample ||
        who.organisations.some((one) => one.isExample && one.id === who.actor.organisationId)
      }
      hasErrors={parts.hasErrors}
      notForUrgentHelp={content.publicPage}
      nonce={context.nonce}
      csrf={context.csrf}
      assets={parts.assets}
    >
      <MayOpenWithin mayOpen={mayOpenWith(pages, context.actor)}>
        <OnceWithin once={context.once}>
          {about?.above}
          <WithPanels panels={panels}>{content.body}</WithPanels>
        </OnceWithin>
      </MayOpenWithin>
    </Page>,
  )
}

/** The tab on which other modules' panels stand and the next action stands out; other tabs have one of their own. */
const SUMMARY = 'Summary'

interface DrawnPanel {
  column: 'main' | 'side'
  element: ReactElement
}

const panelsOf = async (
  subject: Subject,
  tab: string | undefined,
  { modules, context }: ShellParts,
): Promise<DrawnPanel[]> => {
  if (tab !== SUMMARY) return []
  const wanted = modules
    .flatMap((module) => module.panels ?? [])
    .filter((panel) => panel.of === subject.kind && isAllowed(context.actor, panel.allow))
    .sort((left, right) => left.order - right.order)
  const drawn = await Promise.all(
    wanted.map(async ({ column, render }) => ({
      column,
      element: await render(context, subject.id),
    })),
  )
  return drawn.filter((one): one is DrawnPanel => one.element !== null)
}

const WithPanels = (props: {
  panels: readonly DrawnPanel[]
  children: ReactNode
}): ReactElement => {
  const inColumn = (column: DrawnPanel['column']) =>
    props.panels
      .filter((panel) => panel.column === column)
      .map((panel, index) => <Fragment key={index}>{panel.element}</Fragment>)
  const main = (
    <>
      {props.children}
      {inColumn('main')}
    </>
  )
  const side = inColumn('side')
  // How it is doing and what is open come before the facts on a phone, where one column follows the other.
  return side.length > 0 ? <TwoColumns lead={side} main={main} side={null} /> : main
}

const navigation = ({ modules, context }: ShellParts): { label: string; href: string }[] =>
  modules
    .flatMap((module) => module.navigation ?? [])
    .filter((item) => isAllowed(context.actor, item.allow))
    .sort((left, right) => left.order - right.order)

const signedIn = ({ actor, organisations }: Identified) =>
  actor.kind === 'person'
    ? {
        name: actor.name,
        organisation: actor.organisationName ?? undefined,
        role: shownRole(actor),
        switchHref: organisations.length > 1 ? '/account/organisation' : undefined,
        accountHref: '/account',
        signOutAction: '/sign-out',
      }
    : undefined

interface DrawnBanner {
  word: string
  tone: 'yellow' | 'red' | 'blue'
  text: string
  href?: string
}

interface AboutSubject {
  title: string
  breadcrumbs: readonly { text: string; href: string }[]
  banners: readonly DrawnBanner[]
  above: ReactNode
}

const bannersOf = async (
  subject: Subject,
  { modules, context }: ShellParts,
): Promise<DrawnBanner[]> => {
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

// A form about a record has no tabs, but what must be seen on every page about the record stands there too.
const bannersOfAddress = async (parts: ShellParts): Promise<readonly DrawnBanner[] | undefined> => {
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

const aboutSubject = async (
  subject: Subject,
  content: PageContent,
  parts: ShellParts,
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
        <SubjectTabs subject={subject} open={content.tab} isOwn={isOwn} {...{ modules, context }} />
      </>
    ),
  }
}

const nextActionOf = async (
  subject: Subject,
  { modules, context }: ShellParts,
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

const SubjectTabs = (props: {
  subject: Subject
  open: string | undefined
  isOwn: boolean
  modules: readonly ModuleDescription[]
  context: PageContext
}): ReactElement => {
  const tabs = props.modules
    .flatMap((module) => module.tabs ?? [])
    .filter((tab) => tab.of === props.subject.kind && isAllowed(props.context.actor, tab.allow))
    .filter((tab) => props.isOwn || !tab.ownOnly)
    .sort((left, right) => left.order - right.order)
    .map((tab) => ({ label: tab.label, href: tab.path.replace(':id', props.subject.id) }))
  const active = tabs.find((tab) => tab.label === props.open)?.href ?? ''
  return <Tabs label={`This ${props.subject.kind}`} tabs={tabs} active={active} />
}
