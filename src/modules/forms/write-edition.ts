import type { CalendarDate } from '#kernel/time.js'
import { answerInWords, type RoutedQuestion } from '#modules/framework/index.js'
import type { WholeForm } from './read-whole-form.js'

/** Who finished which edition, when, by which version of the agreed way. */
export interface EditionHead {
  number: number
  finishedOn: CalendarDate
  finishedByName: string
  frameworkVersion: string
}

/**
 * A finished form in words, as it is kept and digested: every question with its answer, who gave it and
 * when, what is attached by its digest, and how it is judged. The same form gives the same text.
 */
export const writeEdition = (whole: WholeForm, head: EditionHead): string => {
  const { form, subject, requirement, judgement } = whole
  return [
    `${form.name} (${form.version}), edition ${head.number}`,
    `About: ${subject.name}`,
    `Answers: ${requirement.id} ${requirement.name}`,
    `Finished on ${head.finishedOn} by ${head.finishedByName}. Agreed way ${head.frameworkVersion}.`,
    'The questions are ours; the official wording, where there is one, is read at its source.',
    ...form.sections.flatMap((section) => [
      '',
      `== ${section.name} ==`,
      ...whole.routed
        .filter((one) => one.section === section)
        .flatMap((one) => ['', ...linesOf(one, whole)]),
    ]),
    '',
    '== How it is judged ==',
    ...['fails', 'refers', 'passes'].flatMap((outcome) =>
      [...judgement.fails, ...judgement.refers, ...judgement.passes]
        .filter((one) => one.outcome === outcome)
        .map((one) => `${one.code} ${one.outcome}: ${one.because}`),
    ),
    'This is how the answers stand against the rules of the form. It says nothing of the product.',
    '',
  ].join('\n')
}

const linesOf = (one: RoutedQuestion, { answers, attached }: WholeForm): string[] => {
  const { code, asks } = one.question
  const title = `${code} ${asks}`
  if (one.state === 'not-asked') return [title, `Not asked. ${one.because.join(' ')}`]
  const stored = answers.get(code)
  return [
    title,
    answerInWords(one),
    ...(stored && one.answer
      ? [`(${stored.answeredByName}, ${stored.answeredAt.toISOString()})`]
      : []),
    ...(attached.get(code) ?? []).map(
      ({ title: name, digest, address }) =>
        `Attached: ${name}, ${digest === null ? (address ?? '') : `SHA-256 ${inGroups(digest)}`}`,
    ),
  ]
}

// Ten digits in a row could pass for an NHS number, and the file would be refused.
const inGroups = (digest: string): string => digest.match(/.{1,8}/g)?.join(':') ?? digest
