import { statedIn } from '#modules/model-cards/index.js'
import { toldAnswer, type ToldAnswer } from '../evidence-words.js'
import { ATRS_SECTIONS, type AtrsField } from './atrs-fields.js'
import { atrsMetadata } from './atrs-metadata.js'
import type { AtrsFacts, AtrsRecord, FilledField, FillTools } from './atrs-record.js'
import { FILL } from './fill-fields.js'

/** Fills a record. Pure: what nothing is known about stays null, and nothing is made up. */
export const fillRecord = (facts: AtrsFacts): AtrsRecord => ({
  metadata: atrsMetadata({
    stage: facts.deployment.stage,
    state: facts.deployment.state,
    productKind: facts.product.kind,
    regionCode: facts.organisation.regionCode,
    task: facts.deployment.useCase.title,
  }),
  sections: ATRS_SECTIONS.map(({ key, heading, fields }) => ({
    key,
    heading,
    fields: fields.map((field) => filled(field, toldOf(facts, field.number))),
  })),
})

const filled = (field: AtrsField, told: readonly ToldAnswer[]): FilledField => ({
  ...field,
  value: told.length === 0 ? null : told.map(({ words }) => words).join('\n'),
  sources: [...new Set(told.map(({ source }) => source))],
})

const toldOf = (facts: AtrsFacts, number: string): ToldAnswer[] =>
  (FILL[number]?.(toolsFor(facts)) ?? []).filter((one) => one !== null)

const known: FillTools['known'] = (words, source = 'the register') =>
  words?.trim() ? { words: words.trim(), source } : null

const toolsFor = (facts: AtrsFacts): FillTools => {
  return {
    facts,
    known,
    answer: (requirement, field, label) => {
      const told = toldAnswer(facts.evidence, requirement, field)
      return told && label ? { ...told, words: `${label}: ${told.words}` } : told
    },
    told: (words) =>
      known(words, facts.publicAddress ? 'the public record' : 'the draft of the public record'),
    stated: (...headings) => {
      const words = facts.card ? statedIn(facts.card, headings) : ''
      return words
        ? { words: `The supplier states: ${words}`, source: 'the supplier’s model card' }
        : null
    },
  }
}
