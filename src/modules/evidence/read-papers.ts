import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { Framework } from '#modules/framework/index.js'
import type { Deployment } from '#modules/deployments/index.js'
import type { ReadDb } from '#registry/handles.js'
import { readAcceptances } from './acceptance-store.js'
import { counts, readDocuments } from './document-store.js'
import { readDrafts } from './draft-store.js'
import type { AnswerState } from './model.js'
import { readSources } from './offered-store.js'
import { stateOnFile, type Papers } from './on-file.js'
import { readSigned } from './signed-store.js'
import { fileOfDeployment, type EvidenceFile } from './subject.js'

/** Everything kept that bears on a file. */
export const readPapers = async (
  db: ReadDb,
  file: EvidenceFile,
  today: CalendarDate,
): Promise<Papers> => {
  const current = (await readAcceptances(db, file)).filter((one) => one.endedAt === null)
  const sources = await readSources(
    db,
    current.map((one) => one.answerId),
  )
  return {
    drafts: await readDrafts(db, file),
    signed: await readSigned(db, file, 'current'),
    documents: (await readDocuments(db, file)).filter(counts),
    acceptances: current.map((acceptance) => ({
      acceptance,
      source: sources.get(acceptance.answerId),
    })),
    today,
  }
}

/** What is on file for every requirement of a deployment of one's own, as gates are assessed on it. */
export const answerStatesFor = async (
  db: ReadDb,
  deployment: Deployment,
  framework: Framework,
  now: Date,
): Promise<AnswerState[]> => {
  const file = fileOfDeployment(deployment, framework)
  const papers = await readPapers(db, file, londonDate(now))
  return framework.requirements.map((requirement) => stateOnFile(requirement, file, papers))
}
