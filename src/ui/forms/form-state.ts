/** One thing wrong with a form; without a field it is about the form as a whole. */
export interface FormError {
  field?: string | undefined
  message: string
}

/** What a person typed and what is wrong with it: everything needed to show the form again. */
export interface FormState {
  values: Readonly<Record<string, string | string[]>>
  errors: readonly FormError[]
}

/** A form nobody has typed into yet, with the values it starts from. */
export const freshForm = (values: FormState['values'] = {}): FormState => ({ values, errors: [] })

/** The element id of a field; the error summary links to it. */
export const fieldId = (name: string): string => `field-${name.replaceAll(/[^\w-]+/g, '-')}`

/** Name, value and error of a field with one value, to spread into a component. */
export const field = (
  form: FormState,
  name: string,
): { name: string; value: string; error: string | undefined } => {
  const value = form.values[name] ?? ''
  return {
    name,
    value: typeof value === 'string' ? value : (value[0] ?? ''),
    error: errorOf(form, name),
  }
}

/** Name, values and error of a field with several values (checkboxes). */
export const fieldList = (
  form: FormState,
  name: string,
): { name: string; values: string[]; error: string | undefined } => {
  const value = form.values[name] ?? []
  return { name, values: typeof value === 'string' ? [value] : value, error: errorOf(form, name) }
}

/** Name, three parts and error of a date typed as day, month and year. */
export const fieldDate = (
  form: FormState,
  name: string,
): { name: string; day: string; month: string; year: string; error: string | undefined } => ({
  name,
  day: field(form, `${name}-day`).value,
  month: field(form, `${name}-month`).value,
  year: field(form, `${name}-year`).value,
  error: errorOf(form, name),
})

const errorOf = (form: FormState, name: string): string | undefined =>
  form.errors.find((error) => error.field === name)?.message
