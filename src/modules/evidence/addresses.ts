import type { Kept, Subject } from './model.js'

/** Where the file about something is. */
export const fileAddress = ({ scope, subjectId }: Subject): string =>
  scope === 'deployment'
    ? `/register/deployments/${subjectId}/evidence`
    : `/register/files/${scope.replace('_', '-')}/${subjectId}`

/** Where what changed in a followed file is shown. */
export const followedAddress = ({ scope, subjectId }: Subject): string =>
  `/register/followed/${scope.replace('_', '-')}/${subjectId}`

/** The last step of an address: `R31`, or `R02.product` for a part. */
export const askedStep = (about: { requirementId: string; part: string }): string =>
  about.part === '' ? about.requirementId : `${about.requirementId}.${about.part}`

/** Where an answer is, in the file it belongs to. */
export const answerAddress = (kept: Omit<Kept, 'organisationId'>): string =>
  `${fileAddress(kept)}/${askedStep(kept)}`
