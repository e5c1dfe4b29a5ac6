import { z } from 'zod'
import { query } from '#registry/query.js'
import { mayChange } from './rules.js'
import { requireOpportunity } from './store.js'
import { readUseCase } from './use-case-store.js'

/** An opportunity, its use case, and whether the asker may change it. Throws NotFound. */
export const showOpportunity = query({
  name: 'opportunities.show-opportunity',
  allow: ['signed-in'],
  input: z.object({ id: z.string().max(60) }),
  async run({ db, actor }, { id }) {
    const opportunity = await requireOpportunity(db, id)
    return {
      opportunity,
      useCase: opportunity.useCaseId ? await readUseCase(db, opportunity.useCaseId) : undefined,
      mayChange: mayChange(opportunity, actor),
    }
  },
})
