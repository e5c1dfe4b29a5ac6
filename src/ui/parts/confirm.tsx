import type { ReactElement, ReactNode } from 'react'
import { Button, ButtonGroup } from '../forms/button.js'
import { Form } from '../forms/form.js'

/** Asks before something is done that is hard to undo: what will happen, one button, one way out. */
export const ConfirmPage = (props: {
  question: string
  /** 2 on a page about a record, whose name is the h1 already. */
  headingLevel?: 1 | 2 | undefined
  /** What happens then, what does not, and who is told; fields such as a reason stand here too. */
  children: ReactNode
  action: string
  csrf: string
  buttonText: string
  cancelHref: string
  cancelText?: string | undefined
  kind?: 'primary' | 'warning' | undefined
}): ReactElement => (
  <div className="wr-readable">
    {props.headingLevel === 2 ? (
      <h2 className="nhsuk-heading-l">{props.question}</h2>
    ) : (
      <h1 className="wr-title">{props.question}</h1>
    )}
    <Form action={props.action} csrf={props.csrf}>
      {props.children}
      <ButtonGroup>
        <Button kind={props.kind ?? 'warning'}>{props.buttonText}</Button>
        <a href={props.cancelHref}>{props.cancelText ?? 'Cancel'}</a>
      </ButtonGroup>
    </Form>
  </div>
)
