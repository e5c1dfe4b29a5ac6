import type { ReactElement } from 'react'

/** A link that is shown once, in a field from which it is easy to copy. */
export const ShownLink = ({ label, text }: { label: string; text: string }): ReactElement => (
  <div className="nhsuk-form-group">
    <label className="nhsuk-label nhsuk-label--s" htmlFor="shown-once">
      {label}
    </label>
    <input className="nhsuk-input" id="shown-once" type="text" readOnly defaultValue={text} />
  </div>
)
