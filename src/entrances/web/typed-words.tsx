import type { ReactElement } from 'react'
import type { FormBody } from '#kernel/declare/page.js'

/** What somebody typed into one field of a form. */
export interface Typed {
  name: string
  value: string
}

/** What a problem page gives back of a form that was sent, and where to go on. */
export interface Kept {
  typed?: readonly Typed[]
  signInAt?: string
  /** The page that is answered again after a while. */
  againAt?: string
}

const NEVER_SHOWN = /^once$|csrf|password|code|secret|token/i
const NOT_TYPED = /^(?:[a-z]{2,6}_[0-9a-z]{20,}|\d{1,4})$/

/** What a person typed of a form: no secrets, no ids, no revisions, nothing blank. */
export const typedIn = (values: FormBody['values']): Typed[] =>
  Object.entries(values)
    .filter(([name]) => !NEVER_SHOWN.test(name))
    .map(([name, value]) => ({ name, value: [value].flat().join('\n') }))
    .filter(({ value }) => value.trim() !== '' && !NOT_TYPED.test(value))

const inWords = (name: string): string => {
  const words = name.replaceAll(/([a-z])([A-Z])|[._-]+/g, (_, end = '', start = '') =>
    `${end} ${start}`.toLowerCase(),
  )
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What was typed, to be copied: no error loses it. */
export const TypedWords = ({ typed }: { typed: readonly Typed[] }): ReactElement => (
  <>
    <h2 className="nhsuk-heading-m">What you typed</h2>
    <p>Copy what you need before you leave this page.</p>
    {typed.map(({ name, value }) => (
      <div className="nhsuk-form-group" key={name}>
        <label className="nhsuk-label" htmlFor={`typed-${name}`}>
          {inWords(name)}
        </label>
        <textarea
          className="nhsuk-textarea"
          id={`typed-${name}`}
          readOnly
          rows={value.length > 80 ? 5 : 2}
          defaultValue={value}
        />
      </div>
    ))}
  </>
)
