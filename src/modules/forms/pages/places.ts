import type { PageContent } from '#kernel/declare/page.js'
import { FORM_SCOPES, type FormScope, type FormSubject } from '../model.js'
import type { NamedSubject } from '../subject.js'

/** Where a form begins, before there is one. */
export const startAddress = (form: string, { scope, subjectId }: FormSubject): string =>
  `/forms/start/${form}/${scope.replace('_', '-')}/${subjectId}`

/** The scope in an address such as `product-version`; undefined for anything else. */
export const scopeInPath = (text: string | undefined): FormScope | undefined =>
  FORM_SCOPES.find((one) => one.replace('_', '-') === text)

/** Where a form is. */
export const formAddress = (id: string): string => `/forms/${id}`

/** Where a section of a form is answered; with a code, the question in it. */
export const sectionAddress = (id: string, section: string, code?: string): string =>
  `/forms/${id}/sections/${section}${code ? `#question-${code.replaceAll('.', '-')}` : ''}`

/** The shell of a page about a form: the record that it belongs to, with its tab open. */
export const shellOf = (subject: NamedSubject): Pick<PageContent, 'nav' | 'subject' | 'tab'> => ({
  nav: '/register',
  subject: subject.record,
  tab: 'Evidence',
})
