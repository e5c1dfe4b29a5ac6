/** Why no summary is made, as a stable code. */
export type RefusalCode =
  | 'bad_options'
  | 'bad_columns'
  | 'identifying_column'
  | 'identifying_label'
  | 'too_many_values'
  | 'empty_file'
  | 'not_text'
  | 'unreadable_file'
  | 'unwritable_file'
  | 'nothing_used'

/** A file or its options cannot be summarised; the message says what to do and quotes no row. */
export class SummaryRefused extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.name = 'SummaryRefused'
    this.code = code
  }
}
