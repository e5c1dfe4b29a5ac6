import { z } from 'zod'
import { aboutInput, fileInput, SUBJECT_SCOPES, type SubjectScope } from '../model.js'
import type { FileOf } from '../subject.js'

/** What names a file in an address; without a scope the id is a deployment's. */
interface FileParams {
  id: string
  scope?: SubjectScope | undefined
}
type AskedParams = FileParams & { requirement: string }

/** Where the operations on a file stand, what it is of in words, and what addresses below it name. */
export interface RouteRoot {
  path: string
  words: string
  file: z.ZodType<FileParams>
  asked: z.ZodType<AskedParams>
  document: z.ZodType<AskedParams & { document: string }>
}

const id = z.string().max(60)
const requirement = id.describe('An id such as R31, or R02.product for a part')
const ofDeployment = z.object({ id })
const ofSubject = z.object({
  scope: z.enum(SUBJECT_SCOPES),
  id: id.describe('The id of the organisation, version or deployment the file is about'),
})

/** Below the deployment that a file is read for; and by what the file itself is about. */
export const ROUTE_ROOTS: readonly RouteRoot[] = [
  {
    path: '/deployments/{id}/evidence',
    words: 'of a deployment of your own',
    file: ofDeployment,
    asked: ofDeployment.extend({ requirement }),
    document: ofDeployment.extend({ requirement, document: id }),
  },
  {
    path: '/evidence/{scope}/{id}',
    words: 'in the file on a version, a supplier or your organisation',
    file: ofSubject,
    asked: ofSubject.extend({ requirement }),
    document: ofSubject.extend({ requirement, document: id }),
  },
]

/** The file that an address names, as commands and queries take it. */
export const fileOf = (params: FileParams): FileOf =>
  params.scope === undefined
    ? { deploymentId: params.id }
    : { scope: params.scope, subjectId: params.id }

/** The requirement, or the part of one, that an address names, and its file. */
export const aboutOf = (params: AskedParams) => {
  const [requirementId = '', part = ''] = params.requirement.split('.')
  return { ...fileOf(params), requirementId, part }
}

const named = { ...fileInput, ...aboutInput }

/** The names of what stands in the address and not in the body. */
export const NAMED_IN_PATH = Object.fromEntries(
  Object.keys(named).map((name) => [name, true]),
) as Record<keyof typeof named, true>
