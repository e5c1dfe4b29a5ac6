import { z } from 'zod'
import { query } from '#registry/query.js'
import { readAcceptances } from './acceptance-store.js'
import { adjustedFields } from './content.js'
import { readCriteria } from './criteria-store.js'
import { judgeHazards } from './hazard-facts.js'
import { readLog } from './log-store.js'
import { logOf } from './inputs.js'
import { MAY_READ } from './model.js'
import { acceptancesMissing } from './rules.js'
import { readHazards, readRevisions, requireHazard } from './store.js'
import { coversUs, logOfLog, requireLogOf, requireSubject } from './subject.js'

/** A hazard of one's own with its history, where it stands, and what differs from its source. Throws NotFound. */
export const showHazard = query({
  name: 'hazards.show-hazard',
  allow: MAY_READ,
  input: z.object({ id: z.string().max(60) }),
  async run({ db, actor }, { id }) {
    const hazard = await requireHazard(db, id)
    const log = await requireLogOf(db, hazard)
    const subject = await requireSubject(db, actor, logOfLog(log))
    const criteria = await readCriteria(db, hazard.organisationId)
    const [judged] = await judgeHazards(db, [hazard], criteria)
    if (!judged) throw new RangeError('A hazard was not judged.')
    const { residualRisk } = hazard
    const need = residualRisk === null ? null : (criteria.needs[residualRisk - 1] ?? null)
    return {
      hazard,
      log,
      subject,
      criteria,
      standing: judged.standing,
      acceptances: judged.acceptances,
      everyAcceptance: (await readAcceptances(db, [id])).get(id) ?? [],
      /** The roles that could accept it now. */
      acceptedNextBy:
        need !== null && residualRisk !== null && judged.standing.word === 'acceptance-wanted'
          ? acceptancesMissing(need, residualRisk, judged.acceptances)
          : [],
      need,
      adjusted: adjustedFields(hazard),
      revisions: await readRevisions(db, id),
    }
  },
})

/** A whole log of one's own: every hazard, where each stands, and the criteria. */
export const showLog = query({
  name: 'hazards.show-log',
  allow: MAY_READ,
  input: z.object({ log: logOf }),
  async run({ db, actor }, { log: of }) {
    const subject = await requireSubject(db, actor, of)
    const log = await readLog(db, subject.organisationId, of)
    const criteria = await readCriteria(db, subject.organisationId)
    const hazards = log ? await readHazards(db, log.id) : []
    return {
      subject,
      log: log ?? null,
      criteria,
      hazards: await judgeHazards(db, hazards, criteria),
    }
  },
})

/** Whether the asker's organisation keeps a log of its own about a group's deployment: it is covered by it. */
export const keepsLogAsMember = query({
  name: 'hazards.keeps-log-as-member',
  allow: MAY_READ,
  input: z.object({ deploymentId: z.string().max(60) }),
  run: ({ db }, { deploymentId }) => coversUs(db, deploymentId),
})
