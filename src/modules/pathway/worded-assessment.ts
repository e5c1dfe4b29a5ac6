import { z } from 'zod'
import type { GateAssessment, GateItem } from './gate-assessment.js'

const itemAnswer = z.object({
  requirement: z.string(),
  kind: z.string(),
  name: z.string(),
  state: z.string(),
  sentence: z.string(),
  asked_at: z.string(),
  because: z.array(z.string()),
  may_except: z.union([z.literal('nobody'), z.array(z.string())]),
  exception_until: z.string().nullable(),
})

/** An assessment as REST and `gate check --json` give it. */
export const assessmentAnswer = z.object({
  gate: z.string(),
  framework_version: z.string(),
  assessed_at: z.string(),
  can_pass: z.boolean(),
  standing: z.string(),
  decided_by: z.array(z.string()),
  reasons: z.array(z.string()),
  met: z.array(itemAnswer),
  accepted: z.array(itemAnswer),
  unmet: z.array(itemAnswer),
  advisory: z.array(itemAnswer),
  excepted: z.array(itemAnswer),
  not_applicable: z.array(itemAnswer),
})

/** An assessment in the words of the interfaces; people are named on the pages only. */
export const wordedAssessment = (
  assessment: GateAssessment,
): z.output<typeof assessmentAnswer> => ({
  gate: assessment.gate,
  framework_version: assessment.frameworkVersion,
  assessed_at: assessment.assessedAt,
  can_pass: assessment.canPass,
  standing: assessment.standing,
  decided_by: [...assessment.decidedBy],
  reasons: [...assessment.reasons],
  met: assessment.met.map(worded),
  accepted: assessment.accepted.map(worded),
  unmet: assessment.unmet.map(worded),
  advisory: assessment.advisory.map(worded),
  excepted: assessment.excepted.map(worded),
  not_applicable: assessment.notApplicable.map(worded),
})

const worded = (item: GateItem): z.output<typeof itemAnswer> => ({
  requirement: item.requirementId,
  kind: item.kind,
  name: item.name,
  state: item.state,
  sentence: item.sentence,
  asked_at: item.askedAt,
  because: [...item.because],
  may_except: item.mayExcept === 'nobody' ? 'nobody' : [...item.mayExcept],
  exception_until: item.exception?.until ?? null,
})
