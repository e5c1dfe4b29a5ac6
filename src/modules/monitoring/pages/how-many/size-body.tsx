import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import {
  Button,
  Card,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  Panel,
  SummaryList,
  TextField,
} from '#ui/index.js'
import { type SizeAnswer, weeksWords } from '../../sample-size/answer-size.js'
import type { SizeQuestion } from '../../sample-size/questions.js'
import { SIZE_INPUTS, type SizeInput, type SizeInputName } from '../../sample-size/size-inputs.js'
import { HOW_MANY } from '../addresses.js'

/** One question about numbers of cases: its form, and the answer where there is one. */
export const SizeBody = (props: {
  name: string
  question: SizeQuestion
  form: FormState
  answer: SizeAnswer | null
}): ReactElement => {
  const { name, question, form, answer } = props
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <PageHeading>{question.title}</PageHeading>
      <p>{question.says}</p>
      {answer ? <Answer answer={answer} /> : null}
      <Form action={HOW_MANY} method="get">
        <Hidden name="question" value={name} />
        {question.inputs.map((input) => (
          <SizeField key={input} name={input} form={form} />
        ))}
        <Button>Work it out</Button>
      </Form>
      <p className="wr-screen-only">
        <a href={HOW_MANY}>Ask something else</a>
      </p>
    </>
  )
}

const SizeField = ({ name, form }: { name: SizeInputName; form: FormState }) => {
  const input: SizeInput = SIZE_INPUTS[name]
  const { value, ...rest } = field(form, name)
  const isTyped = form.values[name] !== undefined
  return (
    <TextField
      label={input.label}
      hint={input.hint}
      optional={input.optional}
      width={10}
      inputMode={input.kind === 'count' ? 'numeric' : 'decimal'}
      value={isTyped ? value : (input.usual ?? '')}
      {...rest}
    />
  )
}

const Answer = ({ answer }: { answer: SizeAnswer }) => (
  <>
    <Panel>
      <strong>{answer.sentence}</strong> {weeksWords(answer)}
    </Panel>
    <Card heading="How this is worked out">
      <SummaryList
        rows={[
          { key: 'Counted are', value: answer.counted },
          ...answer.details.map(({ what, value }) => ({ key: what, value })),
          { key: 'Method', value: answer.method },
          { key: 'Source', value: answer.source },
        ]}
      />
      <p>It assumes:</p>
      <ul>
        {answer.assumptions.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Card>
  </>
)
