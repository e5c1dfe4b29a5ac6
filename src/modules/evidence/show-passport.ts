import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { readVersions, requireProduct } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { readFollows } from './follow-store.js'
import type { Subject } from './model.js'
import { readOffered, type Offered } from './offered-store.js'
import { endStep, type EndStep } from './note-ends.js'
import { findAskedRequirement, type EvidenceFile } from './subject.js'

/** Something in a supplier's file that is open to the asker. */
export interface OpenItem {
  signed: Offered
  name: string
  /** The step before its end that is reached, or null. */
  step: EndStep | null
}

/** The file that a supplier keeps on the company or on a version, as far as it is open to the asker. */
export interface OpenFile {
  subject: Subject
  name: string
  items: readonly OpenItem[]
  isFollowed: boolean
}

/** What the supplier of a product opens to the asker's organisation: of the company, and by version. */
export const showPassport = query({
  name: 'evidence.show-passport',
  allow: ['signed-in'],
  input: z.object({ productId: z.string().max(60) }),
  async run({ db, actor, now, organisationId }, { productId }) {
    const product = await requireProduct(db, productId)
    const versions = await readVersions(db, productId)
    const framework = await agreedWayFor(db, organisationId())
    const file: EvidenceFile = {
      organisationId: organisationId(),
      organisationName: actor.organisationName ?? '',
      deployment: null,
      subject: { scope: 'supplier', subjectId: product.supplierId },
      name: product.name,
      product,
      version: null,
      facts: {},
      framework,
    }
    const offered = (await readOffered(db, file)).filter((one) => one.bySupplier)
    const follows = await readFollows(db, organisationId())
    const today = londonDate(now)
    const fileOf = (subject: Subject, name: string): OpenFile => ({
      subject,
      name,
      isFollowed: follows.some((one) => isSame(one, subject)),
      items: offered
        .filter((one) => isSame(one, subject))
        .map((signed) => ({
          signed,
          name: findAskedRequirement(framework, signed)?.name ?? signed.requirementId,
          step: signed.inDateUntil === null ? null : endStep(signed.inDateUntil, today),
        })),
    })
    return {
      product,
      isSupplier: product.supplierId === organisationId(),
      files: [
        ...versions.map(({ id, name }) =>
          fileOf({ scope: 'product_version', subjectId: id }, `${product.name} ${name}`),
        ),
        fileOf(file.subject, product.supplierName),
      ],
    }
  },
})

const isSame = (one: Subject, other: Subject): boolean =>
  one.scope === other.scope && one.subjectId === other.subjectId
