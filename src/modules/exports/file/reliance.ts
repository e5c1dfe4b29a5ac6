import type { Acceptance, RequirementEvidence } from '#modules/evidence/index.js'

/**
 * What an organisation relies on, as the archive of a deployment tells it: who accepted whose work, how it
 * stands, and what was stated. Whom else its source lets open it is nobody's here. Pure.
 */
export const relianceOf = (
  acceptances: readonly Acceptance[],
  items: readonly Pick<RequirementEvidence, 'held'>[],
) =>
  acceptances.map((acceptance) => {
    const held = items.find((one) => one.held?.acceptance.id === acceptance.id)?.held
    return {
      ...acceptance,
      standing: acceptance.endedAt === null ? (held?.state ?? null) : { state: 'ended' },
      stated: held?.source
        ? {
            versionName: held.source.versionName,
            values: held.source.values,
            fieldsNotApplicable: held.source.fieldsNotApplicable,
            notApplicableReason: held.source.notApplicableReason,
            signature: held.source.signature,
            inDateUntil: held.source.inDateUntil,
            withdrawnAt: held.source.withdrawnAt,
          }
        : null,
    }
  })
