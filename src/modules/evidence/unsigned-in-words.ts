import { z } from 'zod'
import type { Role } from '#kernel/roles.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { query } from '#registry/query.js'
import { findAskedRequirement } from './subject.js'
import { readUnsigned } from './waiting-store.js'

/** An answer that nobody has signed as it stands, as a letter says it. */
export interface ToSign {
  name: string
  about: string
  signedBy: readonly Role[]
}

/** What was answered at an organisation and nobody has signed as it stands. */
export const unsignedInWords = query({
  name: 'evidence.unsigned-in-words',
  allow: ['system'],
  input: z.object({}),
  async run({ db, organisationId }): Promise<ToSign[]> {
    const framework = await agreedWayFor(db, organisationId())
    return (await readUnsigned(db, organisationId())).flatMap((one) => {
      const requirement = findAskedRequirement(framework, one)
      if (!requirement) return []
      return [{ name: requirement.name, about: one.about, signedBy: requirement.signedBy }]
    })
  },
})
