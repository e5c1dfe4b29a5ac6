import type { PageDescription } from '#kernel/declare/page.js'
import type { PublicSection } from '#kernel/declare/subject.js'
import { aboutPages } from './about-pages.js'
import { editPage } from './edit-page.js'
import { openDataPages } from './open-data-pages.js'
import { findPage, organisationPage } from './public-pages.js'
import { publishPage, takeDownPage } from './publish-page.js'
import { recordPage } from './record-page.js'

/** The pages of the public register; fixed addresses stand before the one with an organisation. */
export const publicRegisterPages = (parts: {
  baseUrl: string
  sections: () => readonly PublicSection[]
}): readonly PageDescription[] => [
  recordPage,
  editPage,
  publishPage,
  takeDownPage,
  ...aboutPages,
  ...openDataPages(parts.baseUrl),
  findPage,
  organisationPage(parts.sections),
]
