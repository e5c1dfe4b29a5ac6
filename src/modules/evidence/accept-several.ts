import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { acceptanceTerms, acceptEvidence } from './accept-evidence.js'
import { fileInput, MAY_ANSWER } from './model.js'
import { requireOffered } from './offered-store.js'

const MOST = 60

/**
 * Accepts several things that one organisation signed, each by itself and under the same terms; all or
 * none. Throws Invalid when they are not of one organisation, and what `acceptEvidence` throws.
 */
export const acceptSeveral = command({
  name: 'evidence.accept-several',
  allow: MAY_ANSWER,
  input: z.object({
    ...fileInput,
    answerIds: z
      .union([z.string().transform((one) => [one]), z.array(z.string().max(60))])
      .refine((ids) => ids.length > 0 && ids.length <= MOST, `Choose 1 to ${MOST} items.`),
    ...acceptanceTerms,
  }),
  async run({ tx, run, organisationId }, { answerIds, ...terms }) {
    const accepted: string[] = []
    const sources = new Set<string>()
    for (const answerId of new Set(answerIds)) {
      const source = await requireOffered(tx, organisationId(), answerId)
      sources.add(source.organisationId)
      const { requirementId, part } = source
      await run(acceptEvidence, { ...terms, requirementId, part, answerId })
      accepted.push(requirementId)
    }
    if (sources.size > 1)
      throw new Invalid([
        { field: 'answerIds', message: 'Accept what one organisation signed at a time.' },
      ])
    return { result: { accepted }, audit: 'nothing-changed', events: [] }
  },
})
