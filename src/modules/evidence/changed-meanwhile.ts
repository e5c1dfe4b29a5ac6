import { Conflict } from '#kernel/errors.js'
import type { AnswerField } from '#modules/framework/index.js'
import type { Draft } from './model.js'
import { answerInWords } from './words.js'

/** The refusal that says who saved a draft meanwhile, and what, in the words of its fields. */
export const changedMeanwhile = (theirs: Draft, fields: readonly AnswerField[]): Conflict =>
  new Conflict(
    `${theirs.changedByName} saved this while you were editing. Yours has not been stored. Look at both and save again.`,
    {
      revision: theirs.revision,
      ...Object.fromEntries(
        Object.entries(theirs.values).map(([id, value]) => [`answers.${id}`, value]),
      ),
      ...(theirs.notApplicableReason ? { notApplicableReason: theirs.notApplicableReason } : {}),
    },
    Object.fromEntries(
      fields.map((field) => [`answers.${field.id}`, answerInWords(field, theirs.values[field.id])]),
    ),
  )
