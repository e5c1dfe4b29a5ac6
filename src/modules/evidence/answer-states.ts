import type { Framework } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'
import { readDocuments } from './document-store.js'
import type { AnswerState } from './model.js'
import { answerState } from './rules.js'
import { readDrafts, readSigned } from './store.js'

/** What is on file for every requirement of a deployment of one's own, as gates are assessed on it. */
export const answerStatesFor = async (
  db: ReadDb,
  deploymentId: string,
  framework: Pick<Framework, 'requirements'>,
): Promise<AnswerState[]> => {
  const drafts = await readDrafts(db, deploymentId)
  const signed = await readSigned(db, deploymentId, 'current')
  const documents = (await readDocuments(db, deploymentId)).filter(
    (one) => one.withdrawnAt === null,
  )
  return framework.requirements.map(({ id }) =>
    answerState(
      id,
      drafts.find((one) => one.requirementId === id),
      signed.find((one) => one.requirementId === id),
      documents.filter((one) => one.requirementId === id),
    ),
  )
}
