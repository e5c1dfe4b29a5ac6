import type { ReactElement } from 'react'
import { fieldId, type FormError } from './form-state.js'

/** Everything wrong with a form, each linking to its field; nothing when nothing is wrong. */
export const ErrorSummary = ({
  errors,
  title = 'There is a problem',
}: {
  errors: readonly FormError[]
  title?: string | undefined
}): ReactElement | null =>
  errors.length === 0 ? null : (
    <div className="nhsuk-error-summary" data-focus="" tabIndex={-1}>
      <div role="alert">
        <h2 className="nhsuk-error-summary__heading">{title}</h2>
        <div className="nhsuk-error-summary__body">
          <ul className="nhsuk-list nhsuk-error-summary__list">
            {errors.map(({ field, message }) => (
              <li key={`${field ?? ''} ${message}`}>
                {field ? <a href={`#${fieldId(field)}`}>{message}</a> : message}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
