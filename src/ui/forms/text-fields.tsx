import type { HTMLInputAutoCompleteAttribute, ReactElement } from 'react'
import { FieldFrame, inputAttributes, type FieldProps } from './field-frame.js'

/** Characters a text field has room for; without it the field is as wide as its column. */
export type FieldWidth = 2 | 3 | 4 | 5 | 10 | 20 | 30

/** A field with one line of text. */
export interface TextFieldProps extends FieldProps {
  value?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | undefined
  autocomplete?: HTMLInputAutoCompleteAttribute | undefined
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search' | undefined
  width?: FieldWidth | undefined
  spellCheck?: boolean | undefined
  /** Words of the unit after the box, such as "days". */
  suffix?: string | undefined
}

/** One line of text. */
export const TextField = (props: TextFieldProps): ReactElement => {
  const input = (
    <input
      {...inputAttributes(props)}
      className={inputClass(props.error, props.width)}
      type={props.type ?? 'text'}
      defaultValue={props.value || undefined}
      autoComplete={props.autocomplete}
      inputMode={props.inputMode}
      spellCheck={props.spellCheck}
    />
  )
  return (
    <FieldFrame {...props}>
      {props.suffix ? (
        <div className="nhsuk-input-wrapper">
          {input}
          <div className="nhsuk-input-wrapper__suffix" aria-hidden="true">
            {props.suffix}
          </div>
        </div>
      ) : (
        input
      )}
    </FieldFrame>
  )
}

/** Several lines of text. */
export const TextArea = (
  props: FieldProps & { value?: string | undefined; rows?: number | undefined },
): ReactElement => (
  <FieldFrame {...props}>
    <textarea
      {...inputAttributes(props)}
      className={`nhsuk-textarea${props.error ? ' nhsuk-textarea--error' : ''}`}
      rows={props.rows ?? 4}
      defaultValue={props.value}
    />
  </FieldFrame>
)

/** A password; what was typed is never shown again. */
export const PasswordField = (
  props: FieldProps & { autocomplete: 'current-password' | 'new-password' },
): ReactElement => (
  <FieldFrame {...props}>
    <input
      {...inputAttributes(props)}
      className={inputClass(props.error, 20)}
      type="password"
      autoComplete={props.autocomplete}
      spellCheck={false}
      autoCapitalize="none"
    />
  </FieldFrame>
)

/** A file to send; its form needs `multipart`. */
export const FileField = (
  props: FieldProps & { accept?: string | undefined; multiple?: boolean | undefined },
): ReactElement => (
  <FieldFrame {...props}>
    <input
      {...inputAttributes(props)}
      className="nhsuk-file-upload__input wr-file"
      type="file"
      accept={props.accept}
      multiple={props.multiple}
    />
  </FieldFrame>
)

const inputClass = (error: string | undefined, width: FieldWidth | undefined): string =>
  ['nhsuk-input', error ? 'nhsuk-input--error' : '', width ? `nhsuk-input--width-${width}` : '']
    .filter(Boolean)
    .join(' ')
