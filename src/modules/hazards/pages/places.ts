import type { PageContext } from '#kernel/declare/page.js'
import type { Subject } from '#kernel/declare/subject.js'
import type { LogOf } from '../inputs.js'
import type { HazardLog } from '../model.js'

/** Where a log stands: the tab of a deployment, or of a product for one of its versions. */
export interface Place {
  path: string
  of: (params: PageContext['params']) => LogOf
  here: (params: PageContext['params']) => string
  subject: (params: PageContext['params']) => Subject
}

const FORM_ADDRESS = 'hazards'

export const PLACES: readonly Place[] = [
  {
    path: `/register/deployments/:id/${FORM_ADDRESS}`,
    of: (params) => ({ deploymentId: params['id'] ?? '' }),
    here: (params) => hazardsOfDeployment(params['id'] ?? ''),
    subject: (params) => ({ kind: 'deployment', id: params['id'] ?? '' }),
  },
  {
    path: `/register/products/:id/${FORM_ADDRESS}/:version`,
    of: (params) => ({ versionId: params['version'] ?? '', productId: params['id'] }),
    here: (params) => hazardsOfVersion(params['id'] ?? '', params['version'] ?? ''),
    subject: (params) => ({ kind: 'product', id: params['id'] ?? '' }),
  },
]

const hazardsOfDeployment = (id: string): string => `/register/deployments/${id}/${FORM_ADDRESS}`
const hazardsOfVersion = (productId: string, versionId: string): string =>
  `/register/products/${productId}/${FORM_ADDRESS}/${versionId}`

/** The address of a log. */
export const addressOfLog = (
  log: Pick<HazardLog, 'deploymentId' | 'versionId'>,
  productId: string,
): string =>
  log.deploymentId === null
    ? hazardsOfVersion(productId, log.versionId ?? '')
    : hazardsOfDeployment(log.deploymentId)

/** The record whose pages a log stands on. */
export const subjectOfLog = (log: Pick<HazardLog, 'deploymentId'>, productId: string): Subject =>
  log.deploymentId === null
    ? { kind: 'product', id: productId }
    : { kind: 'deployment', id: log.deploymentId }
