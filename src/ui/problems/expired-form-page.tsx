import type { ReactElement } from 'react'
import { Button } from '../forms/button.js'
import { Form, Hidden } from '../forms/form.js'
import { SummaryList } from '../parts/summary-list.js'
import { ProblemPage } from './problem-page.js'

/**
 * The form's token was no longer good. What was typed is shown and sent again at one press; values
 * named in `secret` (passwords) are neither shown nor kept.
 */
export const ExpiredFormPage = (props: {
  action: string
  /** A fresh token. */
  csrf: string
  values: Readonly<Record<string, string | readonly string[]>>
  secret?: readonly string[] | undefined
}): ReactElement => {
  const kept = Object.entries(props.values)
    .filter(([name]) => !props.secret?.includes(name))
    .flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one })),
    )
  return (
    <ProblemPage heading="This form has been open too long">
      <p>Nothing was saved yet, and nothing you typed is lost. Check it and send it again.</p>
      <SummaryList
        rows={kept.map(({ name, value }) => ({
          key: name,
          value: <span className="wr-answer">{value}</span>,
        }))}
      />
      <Form action={props.action} csrf={props.csrf}>
        {kept.map(({ name, value }, index) => (
          <Hidden key={index} name={name} value={value} />
        ))}
        <Button>Send again</Button>
      </Form>
    </ProblemPage>
  )
}
