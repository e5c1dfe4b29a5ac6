import type { ReadDb } from '#registry/handles.js'
import {
  readAcceptances,
  standingAcceptances,
  type StandingAcceptance,
} from './acceptance-store.js'
import { readCriteria } from './criteria-store.js'
import { readLog } from './log-store.js'
import type { Criteria, Hazard } from './model.js'
import { counts, standingOf, type Standing } from './rules.js'
import { readHazards } from './store.js'

/** A hazard that stands in the way of something, as gates are told of it; never its words. */
export interface OpenHazardFact {
  readonly reference: string
  /** The residual risk, or null where it is not scored. */
  readonly risk: number | null
  readonly word: Exclude<Standing['word'], 'accepted' | 'recorded'>
  /** What is missing, in a sentence that begins with `Its` or `It`. */
  readonly missing: string
}

/** What gates need to know of the hazard log of a deployment of one's own. */
export interface HazardFacts {
  /** Hazards that count; 0 where nothing is logged. */
  readonly counted: number
  readonly standInTheWay: readonly OpenHazardFact[]
}

/** The facts of a deployment's hazard log, by the organisation's criteria in force. */
export const hazardFacts = async (
  db: ReadDb,
  { id, organisationId }: { id: string; organisationId: string },
): Promise<HazardFacts> => {
  const log = await readLog(db, organisationId, { deploymentId: id })
  if (!log) return { counted: 0, standInTheWay: [] }
  const hazards = (await readHazards(db, log.id)).filter(counts)
  const criteria = await readCriteria(db, organisationId)
  const judged = await judgeHazards(db, hazards, criteria)
  return {
    counted: hazards.length,
    standInTheWay: judged.flatMap(({ hazard, standing }) =>
      standing.missing === null
        ? []
        : [
            {
              reference: hazard.reference,
              risk: hazard.residualRisk,
              word: standing.word,
              missing: standing.missing,
            },
          ],
    ),
  }
}

/** A hazard, where it stands, and the acceptances that count. */
export interface JudgedHazard {
  hazard: Hazard
  standing: Standing
  acceptances: StandingAcceptance[]
}

/** Where hazards stand by criteria. */
export const judgeHazards = async (
  db: ReadDb,
  hazards: readonly Hazard[],
  criteria: Criteria,
): Promise<JudgedHazard[]> => {
  const all = await readAcceptances(
    db,
    hazards.map((one) => one.id),
  )
  return hazards.map((hazard) => {
    const acceptances = standingAcceptances(hazard, all.get(hazard.id) ?? [])
    return { hazard, standing: standingOf(hazard, acceptances, criteria), acceptances }
  })
}
