import { z } from 'zod'
import { toCsv } from '#kernel/csv.js'
import { londonDate } from '#kernel/time.js'
import { listConcerns, showConcern } from '#modules/concerns/index.js'
import { showDeployment } from '#modules/deployments/index.js'
import {
  readAcceptances,
  readDocuments,
  readSigned,
  showEvidence,
  type EvidenceDocument,
} from '#modules/evidence/index.js'
import { logAsCsv, showLog } from '#modules/hazards/index.js'
import { showHistory } from '#modules/history/index.js'
import { pointsCsv, readPlan, showMonitoring } from '#modules/monitoring/index.js'
import {
  readAllExceptions,
  readAllSignatures,
  readConditions,
  readDecisions,
} from '#modules/pathway/index.js'
import { showRecord } from '#modules/public-register/index.js'
import { query, type QueryContext } from '#registry/query.js'
import { MAY_TAKE_OUT } from '../model.js'
import type { FileParts } from './deployment-file.js'
import { relianceOf } from './reliance.js'

const AT_ONCE = 100

type Contents = Pick<FileParts, 'texts' | 'documents'> & {
  name: string
  organisationName: string
}

/**
 * Everything of a deployment of one's own, as texts and the digests of its documents, as far as the asker
 * may see it. Throws NotFound and NotAllowed.
 */
export const showFile = query({
  name: 'exports.show-file',
  allow: MAY_TAKE_OUT,
  input: z.object({ deploymentId: z.string().max(60) }),
  async run(context, { deploymentId }): Promise<Contents> {
    const { db, read, now } = context
    const { file, items } = await read(showEvidence, { deploymentId })
    const shown = await read(showDeployment, { id: deploymentId })
    const bearing = await readDocuments(db, file)
    // What another organisation lets us open is opened there, where it is noted who did.
    const documents = bearing.filter((one) => one.organisationId === file.organisationId)
    const { hazards } = await read(showLog, { log: { deploymentId } })
    const monitoring = await read(showMonitoring, { deploymentId, everySite: true })
    const { record, revisions } = await read(showRecord, { deploymentId })
    const today = londonDate(now)
    return {
      name: shown.deployment.product.name,
      organisationName: shown.deployment.organisationName,
      texts: [
        json('deployment.json', shown),
        json('answers.json', items.map(answerOf)),
        json('signatures.json', await readSigned(db, file, 'all')),
        json('acceptances.json', relianceOf(await readAcceptances(db, file), items)),
        json(
          'documents.json',
          documents.map((one) => ({ ...one, path: pathOf(one) })),
        ),
        json('hazards.json', hazards),
        { path: 'hazards.csv', text: logAsCsv(hazards.map(({ hazard }) => hazard)) },
        json('decisions.json', await readDecisions(db, deploymentId)),
        json('sign-offs.json', await readAllSignatures(db, deploymentId)),
        json('exceptions.json', await readAllExceptions(db, deploymentId)),
        json('conditions.json', await readConditions(db, deploymentId)),
        json('plan.json', await readPlan(db, deploymentId)),
        { path: 'points.csv', text: monitoring.own ? pointsCsv(monitoring.points, today) : '' },
        json('public-record.json', record ? { draft: record.draft, revisions } : null),
        json('concerns.json', await concernsOf(context, deploymentId)),
        { path: 'history.csv', text: await historyOf(context, deploymentId) },
      ],
      documents: documents.flatMap((one) => {
        const path = pathOf(one)
        return one.digest !== null && path !== null ? [{ path, digest: one.digest }] : []
      }),
    }
  },
})

const json = (path: string, value: unknown) => ({
  path,
  text: `${JSON.stringify(value, null, 2)}\n`,
})

type Item = Awaited<ReturnType<typeof showEvidence.run>>['items'][number]

const answerOf = ({ requirement, applies, because, word, draft }: Item) => ({
  requirement: requirement.id,
  name: requirement.name,
  question: requirement.question,
  applies,
  because,
  state: word,
  draft: draft ?? null,
})

/** A name that no system takes for a folder, below the id that makes it the only one; null for a link, and for what is closed. */
const pathOf = ({ id, digest, fileName, closed }: EvidenceDocument): string | null => {
  if (digest === null || closed !== null) return null
  const safe = (fileName ?? 'document').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '')
  return `documents/${id}/${safe || 'document'}`
}

const concernsOf = async ({ read }: QueryContext, deploymentId: string): Promise<unknown[]> => {
  const found: unknown[] = []
  let cursor: string | undefined
  do {
    const page = await read(listConcerns, { deploymentId, cursor, limit: AT_ONCE })
    for (const { id } of page.rows) {
      const { concern, entries } = await read(showConcern, { id })
      found.push({ ...concern, entries })
    }
    cursor = page.next ?? undefined
  } while (cursor)
  return found
}

const historyOf = async ({ read }: QueryContext, id: string): Promise<string> => {
  const lines: (string | null)[][] = []
  let cursor: string | undefined
  do {
    const page = await read(showHistory, { kind: 'deployment', id, cursor, limit: AT_ONCE })
    for (const one of page.rows)
      lines.push([
        one.at.toISOString(),
        one.actorName,
        one.actorRoles.join(' '),
        one.command,
        one.reason,
        JSON.stringify(one.before),
        JSON.stringify(one.after),
      ])
    cursor = page.next ?? undefined
  } while (cursor)
  return toCsv(['when', 'who', 'roles', 'what', 'reason', 'before', 'after'], lines)
}
