import type { PageContent } from '#kernel/declare/page.js'
import { SUBJECT_SCOPES } from '../model.js'
import type { EvidenceFile, FileOf } from '../subject.js'

type Params = Readonly<Record<string, string>>

/** Where the pages of a file stand: below a deployment, or by themselves. */
export interface FileRoot {
  path: string
  fileOf(params: Params): FileOf
}

/** Below the deployment it is read for; and the files of versions and organisations. */
export const FILE_ROOTS: readonly FileRoot[] = [
  {
    path: '/register/deployments/:id/evidence',
    fileOf: (params) => ({ deploymentId: params['id'] }),
  },
  {
    path: '/register/files/:scope/:id',
    fileOf: (params) => ({
      scope: SUBJECT_SCOPES.find((one) => one.replace('_', '-') === params['scope']),
      subjectId: params['id'],
    }),
  },
]

/** What is asked, from the last step of an address such as `R02.product`. */
export const askedInPath = (params: Params): { requirementId: string; part: string } => {
  const [requirementId = '', part = ''] = (params['requirement'] ?? '').split('.')
  return { requirementId, part }
}

/** The shell of a page about a file: the record that it belongs to, with its tab open. */
export const shellOf = (file: EvidenceFile): Pick<PageContent, 'nav' | 'subject' | 'tab'> => {
  const { scope, subjectId } = file.subject
  const kind = scope === 'deployment' ? 'deployment' : file.product ? 'product' : 'organisation'
  const id = kind === 'product' ? (file.product?.id ?? '') : subjectId
  return { nav: '/register', subject: { kind, id }, tab: 'Evidence' }
}
