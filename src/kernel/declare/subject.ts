import type { ReactElement, ReactNode } from 'react'
import type { Allow } from '../actor.js'
import type { PageContext } from './page.js'

/** A record a page is about; modules above add tabs, banners and panels to it. */
export interface Subject {
  kind: 'deployment' | 'product' | 'organisation' | 'opportunity'
  id: string
}

/** One thing that waits for the person on Home; lower urgency numbers come first. */
export interface HomeItem {
  urgency: number
  tag: { word: string; tone: 'neutral' | 'green' | 'yellow' | 'red' | 'blue' | 'orange' }
  title: string
  detail?: string
  due?: Date
  href: string
  action: string
}

/** Part of a page about a subject that another module draws. */
export interface Panel {
  of: Subject['kind']
  order: number
  column: 'main' | 'side'
  allow: Allow
  render: (context: PageContext, id: string) => Promise<ReactElement | null>
}

/** A line shown on every page about a subject, such as an exception or an open alert. */
export interface BannerSource {
  of: Subject['kind']
  banners(context: PageContext, id: string): Promise<readonly Banner[]>
}

/** A banner: a word, a sentence and where to read more. */
export interface Banner {
  tone: 'yellow' | 'red' | 'blue'
  word: string
  sentence: string
  href?: string
}

/** The one thing to do next about a subject: words for a button, and where it leads. */
export interface NextAction {
  /** As on Home, lower numbers come first; of what several modules say the first alone is shown. */
  urgency: number
  words: string
  href: string
}

/** What a module says is to do next about a subject of one's own organisation. */
export interface NextActionSource {
  of: Subject['kind']
  next(context: PageContext, id: string): Promise<NextAction | null>
}

/** What stands above the tabs on every page about a subject: heading, stage track; the next action follows it. */
export interface SubjectHead {
  of: Subject['kind']
  head(
    context: PageContext,
    id: string,
  ): Promise<{
    title: string
    breadcrumbs: readonly { text: string; href: string }[]
    element: ReactNode
    /** False where the record is another organisation's, whose own tabs are then left out. */
    isOwn?: boolean
  }>
}

/** A tab of a page about a subject. */
export interface Tab {
  of: Subject['kind']
  label: string
  order: number
  /** With `:id` for the subject. */
  path: string
  allow: Allow
  /** True for what nobody but the organisation of the record reads. */
  ownOnly?: boolean
  /** Whether somebody of another organisation has something of their own there all the same. */
  others?(context: PageContext, id: string): Promise<boolean>
}

/** A section of an organisation's public page. */
export interface PublicSection {
  order: number
  render(context: PageContext, organisationId: string): Promise<ReactElement | null>
}
