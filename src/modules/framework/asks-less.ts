import type { AnswerField, EvidencePart, MetBy, Renewal, Requirement } from './model.js'
import { metByInWords, renewalInWords } from './words.js'

/**
 * What a requirement asks less of than another of the same id does, at whatever gate: how long it stays in
 * date, what satisfies it, whom it is about and which answers it needs. Each is the end of a sentence that
 * begins with the name of the requirement; empty when it asks as much or more. Pure.
 */
export const asksLess = (given: Requirement, wanted: Requirement): string[] => [
  ...(staysLonger(given.renewal, wanted.renewal)
    ? [
        `would be looked at again ${renewalInWords(given)}, where it must be at least ${renewalInWords(wanted)}.`,
      ]
    : []),
  ...(isMetByLess(given.metBy, wanted.metBy)
    ? [
        `could be met by ${metByInWords(given.metBy)}, where it must be ${metByInWords(wanted.metBy)}.`,
      ]
    : []),
  ...(scopesOf(given).every((scope) => scope === wanted.scope)
    ? []
    : [
        'would be about something else than it must be, so that one file could count for many uses.',
      ]),
  ...(wanted.form !== null && given.form === null
    ? ['would no longer be asked question by question in its form.']
    : []),
  ...wanted.fields
    .filter((field) => field.required && !asksAsMuch(field, given.fields))
    .map(({ label }) => `would no longer need the answer to “${label}” as it must.`),
]

const staysLonger = (given: readonly Renewal[], wanted: readonly Renewal[]): boolean =>
  monthsOf(given) > monthsOf(wanted) ||
  wanted.some(
    (one) =>
      'on' in one && one.on !== 'once' && !given.some((two) => 'on' in two && two.on === one.on),
  )

const monthsOf = (renewal: readonly Renewal[]): number =>
  Math.min(Infinity, ...renewal.flatMap((one) => ('months' in one ? [one.months] : [])))

const PARTS: readonly EvidencePart[] = ['answers', 'document', 'points']
const EVERY_FILE: readonly (readonly EvidencePart[])[] = PARTS.reduce<EvidencePart[][]>(
  (files, part) => [...files, ...files.map((file) => [...file, part])],
  [[]],
)

// Less is wanted where something could be on file that satisfies the one and not the other.
const isMetByLess = (given: MetBy, wanted: MetBy): boolean =>
  EVERY_FILE.some((file) => satisfies(given, file) && !satisfies(wanted, file))

const satisfies = ({ anyOf, allOf }: MetBy, file: readonly EvidencePart[]): boolean =>
  allOf.every((part) => file.includes(part)) &&
  (anyOf.length === 0 || anyOf.some((part) => file.includes(part)))

const scopesOf = ({ scope, parts }: Requirement) => [scope, ...parts.map((part) => part.scope)]

// More choices, or wider bounds, let an answer pass that does not today.
const asksAsMuch = (wanted: AnswerField, fields: readonly AnswerField[]): boolean => {
  const given = fields.find(({ id }) => id === wanted.id)
  return (
    given !== undefined &&
    given.required &&
    given.kind === wanted.kind &&
    given.choices.every(({ id }) => wanted.choices.some((choice) => choice.id === id)) &&
    (given.minimum ?? -Infinity) >= (wanted.minimum ?? -Infinity) &&
    (given.maximum ?? Infinity) <= (wanted.maximum ?? Infinity)
  )
}
