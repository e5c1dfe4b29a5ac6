import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import {
  choicesOf,
  ruleInWords,
  type FormRule,
  type RoutedQuestion,
} from '#modules/framework/index.js'
import {
  asDateTime,
  Checkboxes,
  DateField,
  Details,
  field,
  fieldDate,
  fieldList,
  Hidden,
  Radios,
  TextArea,
  TextField,
} from '#ui/index.js'
import type { ShownForm } from '../show-form.js'
import { namesOf } from './answer-values.js'
import { Attached } from './attached.js'
import { QuestionHelp } from './question-help.js'

/** One question of a section: what it asks, why, its answer, what is attached and who answered. */
export const QuestionField = (props: {
  one: RoutedQuestion
  shown: ShownForm
  form: FormState
}): ReactElement => {
  const { one, shown, form } = props
  const { question } = one
  const names = namesOf(question.code)
  const stored = shown.answers.get(question.code)
  return (
    <div className="wr-question" id={`question-${question.code.replaceAll('.', '-')}`}>
      <Hidden name={names.seen} value={String(stored?.revision ?? 0)} />
      <Answer {...props} />
      <QuestionHelp shown={shown} code={question.code} />
      <WordsBeside {...props} />
      {question.mayNotApply ? (
        <Details
          summary={`${question.code} does not apply`}
          open={field(form, names.reason).value !== ''}
        >
          <TextField
            label={`Why ${question.code} does not apply`}
            optional
            {...field(form, names.reason)}
          />
        </Details>
      ) : null}
      <Attached code={question.code} shown={shown} />
      {stored ? (
        <p className="wr-note">
          Answered by {stored.answeredByName}, {asDateTime(stored.answeredAt)}.
        </p>
      ) : null}
    </div>
  )
}

/** Why it is asked, an example, and on what it depends. */
const Hint = ({ one, shown }: { one: RoutedQuestion; shown: ShownForm }): ReactElement => {
  const { why, example, kind, askedWhen } = one.question
  return (
    <>
      {why}
      {example ? ` For example: ${example.replace(/\.$/, '')}.` : ''}
      {kind === 'file-or-link' ? ' Attach it after you have saved.' : ''}
      {one.state === 'waiting' && askedWhen ? ` ${condition(askedWhen, shown)}` : ''}
    </>
  )
}

const condition = (rule: FormRule, shown: ShownForm): string => {
  const questions = shown.routed.map((each) => each.question)
  return 'not' in rule
    ? `Answer this unless ${ruleInWords(rule.not, questions)}.`
    : `Answer this only if ${ruleInWords(rule, questions)}.`
}

/** The keyboard of a phone; the form itself says what is wrong, so the browser checks nothing. */
const TYPED = {
  email: { inputMode: 'email', spellCheck: false },
  telephone: { inputMode: 'tel', spellCheck: false },
} as const

const Answer = (props: {
  one: RoutedQuestion
  shown: ShownForm
  form: FormState
}): ReactElement => {
  const { one, form } = props
  const { question } = one
  const name = namesOf(question.code).value
  const frame = {
    label: `${question.code} ${question.asks}`,
    hint: <Hint {...props} />,
    optional: !question.required,
    size: 's',
  } as const
  const choices = choicesOf(question).map(({ id, label }) => ({ value: id, label }))
  switch (question.kind) {
    case 'text':
      return (
        <TextField
          {...frame}
          {...field(form, name)}
          {...(question.holds ? TYPED[question.holds] : {})}
        />
      )
    case 'long-text':
      return <TextArea {...frame} {...field(form, name)} rows={4} />
    case 'number':
      return <TextField {...frame} {...field(form, name)} inputMode="decimal" width={10} />
    case 'date':
      return <DateField {...frame} {...fieldDate(form, name)} />
    case 'many':
      return <Checkboxes {...frame} {...fieldList(form, name)} choices={choices} />
    default:
      return (
        <Radios
          {...frame}
          {...field(form, name)}
          choices={choices}
          inline={question.kind === 'yes-no'}
        />
      )
  }
}

/** Room for words beside a choice; open where a choice wants them or they are there. */
const WordsBeside = ({
  one,
  form,
}: {
  one: RoutedQuestion
  form: FormState
}): ReactElement | null => {
  const { question, answer } = one
  const choices = choicesOf(question)
  if (choices.length === 0) return null
  const given = field(form, namesOf(question.code).words)
  const describes = choices.filter((choice) => choice.describe)
  const wanted = describes.some((choice) => [answer?.value].flat().includes(choice.id))
  const summary =
    describes.length > 0
      ? `Details of ${question.code}, needed for "${describes.map((one) => one.label).join('" or "')}"`
      : `Details of ${question.code}`
  return (
    <Details summary={summary} open={wanted || given.value !== ''}>
      <TextArea label={`Details of ${question.code}`} optional rows={2} {...given} />
    </Details>
  )
}
