import type { ReactElement, ReactNode } from 'react'

/** The name under which a form sends its token against forged requests. */
export const CSRF_FIELD = 'csrf'

/** A form. A POST carries its token; `multipart` when it has a FileField. */
export const Form = (props: {
  action: string
  method?: 'post' | 'get' | undefined
  /** Token of the session; required by the entrance on every POST. */
  csrf?: string | undefined
  multipart?: boolean | undefined
  id?: string | undefined
  children: ReactNode
}): ReactElement => (
  <form
    id={props.id}
    action={props.action}
    method={props.method ?? 'post'}
    encType={props.multipart ? 'multipart/form-data' : undefined}
    noValidate
  >
    {props.csrf ? <Hidden name={CSRF_FIELD} value={props.csrf} /> : null}
    {props.children}
  </form>
)

/** A value sent along unseen. */
export const Hidden = ({ name, value }: { name: string; value: string }): ReactElement => (
  <input type="hidden" name={name} value={value} />
)

/** Several fields under one legend. */
export const Fieldset = ({
  legend,
  hint,
  children,
}: {
  legend: string
  hint?: ReactNode | undefined
  children: ReactNode
}): ReactElement => (
  <fieldset className="nhsuk-fieldset wr-fieldset">
    <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">{legend}</legend>
    {hint ? <p className="nhsuk-hint">{hint}</p> : null}
    {children}
  </fieldset>
)
