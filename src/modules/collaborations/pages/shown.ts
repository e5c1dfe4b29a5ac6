import type { PageContext } from '#kernel/declare/page.js'
import { showCollaboration } from '../show-collaboration.js'

/** What the page of a collaboration shows. */
export type Shown = Awaited<ReturnType<typeof readShown>>

/** Reads what the page of a collaboration shows. */
export const readShown = ({ read, params }: PageContext) =>
  read(showCollaboration, { id: params['id'] })

/** What each part of the page is given. */
export interface Part {
  context: PageContext
  shown: Shown
}

/** Where a collaboration is. */
export const hrefOf = ({ collaboration }: Shown): string =>
  `/register/collaborations/${collaboration.id}`
