import { Fragment, type ReactElement, type ReactNode } from 'react'
import { isAllowed } from '#kernel/actor.js'
import type { PageContent } from '#kernel/declare/page.js'
import type { Subject } from '#kernel/declare/subject.js'
import {
  MayOpenWithin,
  OnceWithin,
  Page,
  renderPage,
  TwoColumns,
  type AssetPaths,
} from '#ui/index.js'
import { aboutSubject, bannersOfAddress, SUMMARY, type Asked } from './about-subject.js'
import type { Identified } from './identified.js'
import { mayOpenWith } from './may-open.js'
import { shownRole } from './shown-role.js'

/** What the shell adds around a page. */
export interface ShellParts extends Asked {
  assets: AssetPaths
  isExample: boolean
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

interface DrawnPanel {
  column: 'main' | 'side'
  element: ReactElement
}

const panelsOf = async (
  subject: Subject,
  tab: string | undefined,
  { modules, context }: Asked,
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
