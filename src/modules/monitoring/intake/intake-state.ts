import { z } from 'zod'
import { Conflict } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { query } from '#registry/query.js'
import { requireOwn, versionsRun } from '../deployment-facts.js'
import { takenSpan, type IntakeRules } from './check-events.js'
import { readIntakeTerms } from './intake-store.js'
import { finalBefore, NO_PLAN } from '../periods.js'
import { SENDERS } from '../received/take-summary.js'

/** How rows are refused while intake is off: what to do instead. */
const HOW_TO_SUMMARISE =
  'Row-level intake is off for this deployment, so no rows are taken. Summarise them on your own machine and send the counts: npx wardround summarise FILE --score COLUMN --outcome COLUMN -o OUT.json, then npx wardround send OUT.json --to ADDRESS --deployment ID. Or give the file on the page Monitoring, Send figures: it is summarised in your browser. An administrator can switch intake on once the controller has decided so.'

/** The rules for rows of a deployment, and whose it is. */
export interface IntakeRulesOfOwner extends IntakeRules {
  organisationId: string
}

/** What rows of a deployment are checked against. Throws Conflict (`intake_off`) when none are taken. */
export const intakeRules = query({
  name: 'monitoring.intake-rules',
  allow: SENDERS,
  input: z.object({ deploymentId: z.string().max(40) }),
  async run({ db, now, organisationId }, { deploymentId }): Promise<IntakeRulesOfOwner> {
    const terms = await readIntakeTerms(db, deploymentId, organisationId())
    if (!terms) {
      await requireOwn(db, deploymentId, organisationId())
      throw new Conflict(HOW_TO_SUMMARISE, { reason: 'intake_off' }, { reason: null })
    }
    const runs = await versionsRun(db, deploymentId)
    const followUp = terms.followUp ?? NO_PLAN
    return {
      organisationId: organisationId(),
      ...takenSpan(now, finalBefore(londonDate(now), followUp, terms.retentionDays)),
      versions: new Set(runs.map(({ name }) => name.toLowerCase())),
    }
  },
})
