import { z } from 'zod'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { askedOf, isReopenedBy, type Framework } from '#modules/framework/index.js'
import { londonDate } from '#kernel/time.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { readVersion } from '#modules/products/index.js'
import { evidenceToReview } from '#kernel/events/evidence.js'
import { command } from '#registry/command.js'
import type { Tx } from '#registry/handles.js'
import { isKeptAt } from './kept-rows.js'
import { onFile } from './on-file.js'
import { readPapers } from './read-papers.js'
import { markForReview } from './signed-store.js'
import { fileOfDeployment } from './subject.js'
import { toReview } from './to-review.js'

/**
 * Puts what a change of version or of configuration touches under review: the signed answers whose
 * requirement is renewed on it (product.md, rule 3).
 */
export const reopenEvidence = command({
  name: 'evidence.reopen',
  allow: ['system'],
  input: z.object({
    deploymentId: z.string().max(60),
    from: z.string().max(60).nullable(),
    to: z.string().max(60).nullable(),
  }),
  async run({ tx, now, organisationId }, { deploymentId, from, to }) {
    const change = from === to ? 'change' : 'version'
    const framework = await agreedWayFor(tx, organisationId())
    const touched = framework.requirements
      .filter((one) => isReopenedBy(one.renewal, change))
      .map((one) => one.id)
    const version = to ? await readVersion(tx, to) : undefined
    const since =
      change === 'change' ? 'a new configuration' : `version ${version?.name ?? ''}`.trim()
    // An event may come late: what was signed for the new version meanwhile is not older than it.
    const signedFor = change === 'version' ? to : null
    const reopened = await markForReview(tx, deploymentId, touched, since, now, signedFor)
    const derived = change === 'version' ? await leftBehind(tx, deploymentId, framework, now) : []
    const reason = `Under review since ${since}.`
    const all = [...new Set([...reopened.map((one) => one.requirementId), ...derived])]
    return {
      result: { reopened: all },
      audit:
        all.length === 0
          ? 'nothing-changed'
          : {
              subject: { kind: 'deployment', id: deploymentId },
              after: { underReview: all },
              reason,
            },
      events: [
        ...reopened.map((one) => toReview(one, reason)),
        ...(all.length > 0
          ? [
              evidenceToReview({
                organisationId: organisationId(),
                requirements: all,
                because: reason,
              }),
            ]
          : []),
      ],
    }
  },
})

/** What was signed or accepted for another version of the product and is read as under review now. */
const leftBehind = async (
  tx: Tx,
  deploymentId: string,
  framework: Framework,
  now: Date,
): Promise<string[]> => {
  const file = fileOfDeployment(await requireDeployment(tx, deploymentId), framework)
  const papers = await readPapers(tx, file, londonDate(now))
  return framework.requirements
    .flatMap(askedOf)
    .filter((asked) => {
      const { kept, signed, held } = onFile(asked, file, papers)
      const last = held?.acceptance ?? signed
      return kept.scope === 'product_version' && last !== undefined && !isKeptAt(last, kept)
    })
    .map(({ requirement }) => requirement.id)
}
