import type { FormJudgement, PassOutcome, QuestionState } from '#modules/framework/index.js'
import type { Tone } from '#ui/index.js'
import type { FormWord, SectionWord } from '../show-form.js'

/** How each state of a section looks. */
export const SECTION_TONES: Readonly<Record<SectionWord, Tone>> = {
  'Not started': 'outline',
  'In progress': 'blue',
  Complete: 'green',
  'Not asked': 'neutral',
}

/** How each state of a form looks. */
export const FORM_TONES: Readonly<Record<FormWord, Tone>> = {
  'Being answered': 'blue',
  'Ready to finish': 'yellow',
  Finished: 'green',
  'Changed since finished': 'yellow',
  'In review': 'orange',
}

/** What an outcome is called, and how it looks. It is about the answers, never about the product. */
export const OUTCOMES: Readonly<Record<FormJudgement['outcome'], { word: string; tone: Tone }>> = {
  incomplete: { word: 'Not complete', tone: 'outline' },
  fails: { word: 'An answer fails', tone: 'red' },
  refers: { word: 'To be read', tone: 'yellow' },
  passes: { word: 'Answers pass', tone: 'green' },
  'not-judged': { word: 'No rules', tone: 'neutral' },
}

/** An outcome of one answer in a word. */
export const OUTCOME_WORDS: Readonly<Record<PassOutcome, string>> = {
  passes: 'passes',
  fails: 'fails',
  refers: 'has to be read',
}

/** A question's state on the screen. */
export const STATE_WORDS: Readonly<Record<QuestionState, string>> = {
  answered: 'Answered',
  'not-applicable': 'Does not apply',
  missing: 'Missing',
  'left-empty': 'Left empty',
  'not-asked': 'Not asked',
  waiting: 'Waits for an earlier answer',
}
