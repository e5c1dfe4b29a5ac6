import { createHash } from 'node:crypto'
import type { Framework, Requirement } from './model.js'

/**
 * SHA-256 of what asks a requirement in detail: its guided form and the system's own words for it. Apart
 * from `requirementDigest`, so that another form re-opens only what was answered by it (decision 15).
 */
export const detailDigest = (framework: Pick<Framework, 'forms'>, asked: Requirement): string =>
  createHash('sha256').update(detailOf(framework, asked)).digest('hex')

// What its questions ask, when, of which answers and how they are judged; why and examples only explain.
const detailOf = ({ forms }: Pick<Framework, 'forms'>, { form, local }: Requirement): string =>
  JSON.stringify([
    forms
      .find(({ id }) => id === form)
      ?.sections.flatMap(({ questions }) =>
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
      ) ?? null,
    local?.wording ?? null,
  ])
