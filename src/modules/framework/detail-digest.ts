import { createHash } from 'node:crypto'
import type { GuidedForm } from './forms/form-model.js'
import type { Framework, Requirement } from './model.js'

/**
 * SHA-256 of what asks a requirement in detail: its guided form and the system's own words for it. Apart
 * from `requirementDigest`, so that another form re-opens only what was answered by it (decision 15).
 */
export const detailDigest = (
  { forms }: Pick<Framework, 'forms'>,
  { form: id, local }: Requirement,
): string => {
  const form = forms.find((one) => one.id === id)
  return sha256(JSON.stringify([form ? formDigest(form) : null, local?.wording ?? null]))
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

// A form is read once and never changed, and its digest is asked for each thing that was signed by it.
const known = new WeakMap<GuidedForm, string>()

// What its questions ask, when, of which answers and how they are judged; why and examples only explain.
const formDigest = (form: GuidedForm): string => {
  const there = known.get(form)
  if (there) return there
  const asked = form.sections.flatMap(({ questions }) =>
    questions.map((one) => [
      one.code,
      one.asks,
      one.kind,
      one.required,
      one.choices,
      one.askedWhen,
      one.mayNotApply,
      one.judge,
    ]),
  )
  const digest = sha256(JSON.stringify(asked))
  known.set(form, digest)
  return digest
}
