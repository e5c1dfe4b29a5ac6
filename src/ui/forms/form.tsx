import { createContext, useContext, type ReactElement, type ReactNode } from 'react'

/** The name under which a form sends its token against forged requests. */
const CSRF_FIELD = 'csrf'

/** The name under which a form says which drawing of its page it is of. */
const ONCE_FIELD = 'once'

const Once = createContext<string | undefined>(undefined)

/** Says which drawing of the page the forms inside are of: one posted twice does its work once. */
export const OnceWithin = (props: { once: string; children: ReactNode }): ReactElement => (
  <Once.Provider value={props.once}>{props.children}</Once.Provider>
)

/** What every form that is posted carries unseen: the session's token, and its drawing. */
export const FormTokens = ({ csrf }: { csrf: string }): ReactElement => {
  const once = useContext(Once)
  return (
    <>
      <Hidden name={CSRF_FIELD} value={csrf} />
      {once ? <Hidden name={ONCE_FIELD} value={once} /> : null}
    </>
  )
}

/** A form. A POST carries its tokens; `multipart` when it has a FileField. */
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
    {props.csrf ? <FormTokens csrf={props.csrf} /> : null}
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
