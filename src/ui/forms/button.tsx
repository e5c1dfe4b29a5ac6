import type { ReactElement, ReactNode } from 'react'

/** How much a button asks for attention: one primary a page; warning for what is hard to undo. */
export type ButtonKind = 'primary' | 'secondary' | 'warning'

/** A button that sends its form, or, with `href`, a link that looks like one. */
export const Button = (props: {
  children: ReactNode
  kind?: ButtonKind | undefined
  href?: string | undefined
  name?: string | undefined
  value?: string | undefined
  /** Sends the form somewhere else than its action. */
  formAction?: string | undefined
}): ReactElement => {
  const kind = props.kind ?? 'primary'
  const className = `nhsuk-button${kind === 'primary' ? '' : ` nhsuk-button--${kind}`}`
  return props.href === undefined ? (
    <button
      className={className}
      type="submit"
      name={props.name}
      value={props.value}
      formAction={props.formAction}
    >
      {props.children}
    </button>
  ) : (
    <a className={className} href={props.href}>
      {props.children}
    </a>
  )
}

/** Buttons and links side by side, under one another on a phone. */
export const ButtonGroup = ({ children }: { children: ReactNode }): ReactElement => (
  <div className="nhsuk-button-group">{children}</div>
)
