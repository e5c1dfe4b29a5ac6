import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Checkboxes, Radios, Select } from './choice-fields.js'
import { DateField } from './date-field.js'
import { ErrorSummary } from './error-summary.js'
import { field, fieldDate, fieldId, fieldList, freshForm, type FormState } from './form-state.js'
import { PasswordField, TextArea, TextField } from './text-fields.js'

const form: FormState = {
  values: { name: 'A "quoted" <name>', kind: 'b', who: ['x', 'y'], 'seen-day': '31' },
  errors: ['name', 'kind', 'who', 'seen', 'notes'].map((name) => ({
    field: name,
    message: `Mend ${name}`,
  })),
}
const choices = [
  { value: 'x', label: 'X', hint: 'the first' },
  { value: 'y', label: 'Y' },
  { value: 'b', label: 'B' },
]

const fields: Record<string, ReactElement> = {
  name: <TextField label="Name" hint="As on the box" {...field(form, 'name')} />,
  notes: <TextArea label="Notes" {...field(form, 'notes')} />,
  kind: <Radios label="Kind" choices={choices} {...field(form, 'kind')} />,
  who: <Checkboxes label="Who" choices={choices} {...fieldList(form, 'who')} />,
  seen: <DateField label="Seen" {...fieldDate(form, 'seen')} />,
}

describe('a field with an error', () => {
  it.each(Object.entries(fields))(
    '%s is where the summary links, and is described by it',
    (name, one) => {
      const html = renderToStaticMarkup(one)
      const summary = renderToStaticMarkup(<ErrorSummary errors={form.errors} />)
      expect(summary).toContain(`<a href="#${fieldId(name)}">Mend ${name}</a>`)
      expect(html.match(new RegExp(`<(input|textarea)[^>]* id="field-${name}"`, 'g'))).toHaveLength(
        1,
      )
      expect(html).toMatch(new RegExp(`aria-describedby="[^"]*field-${name}-error"`))
      expect(html).toContain(`id="field-${name}-error"`)
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const [, target] of html.matchAll(/ for="([^"]+)"/g)) expect(ids).toContain(target)
    },
  )
})

it('ids of choices meet neither those of a question whose name goes on, nor the hint of their own', () => {
  const one = (name: string) => (
    <Radios label={name} hint="One of these" choices={choices} {...field(freshForm(), name)} />
  )
  const html = ['C1-2', 'C1-2-2', 'C1-2-3'].map((name) => renderToStaticMarkup(one(name))).join('')
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

describe('values', () => {
  it('keeps what was typed, escaped', () => {
    expect(renderToStaticMarkup(fields['name'])).toContain(
      'value="A &quot;quoted&quot; &lt;name&gt;"',
    )
    expect(renderToStaticMarkup(fields['seen'])).toContain('name="seen-day" value="31"')
  })

  it('checks the chosen and only those', () => {
    expect(checked(renderToStaticMarkup(fields['kind']))).toEqual(['b'])
    expect(checked(renderToStaticMarkup(fields['who']))).toEqual(['x', 'y'])
    const select = (
      <Select name="s" label="S" empty="Any" choices={[{ value: 'b', label: 'B' }]} value="b" />
    )
    expect(renderToStaticMarkup(select)).toContain('<option value="b" selected="">')
  })

  it('never sends a password back', () => {
    const html = renderToStaticMarkup(
      <PasswordField
        label="Password"
        autocomplete="current-password"
        {...field(freshForm({ p: 'secret' }), 'p')}
      />,
    )
    expect(html).not.toContain('secret')
    expect(html).toContain('autoComplete="current-password"')
  })
})

describe('field', () => {
  it('of a fresh form is empty and without error', () => {
    expect(field(freshForm(), 'name')).toEqual({ name: 'name', value: '', error: undefined })
    expect(fieldList(freshForm(), 'who').values).toEqual([])
    expect(fieldList(freshForm({ who: 'x' }), 'who').values).toEqual(['x'])
  })

  it('has an id that a link can lead to, whatever its name', () => {
    expect(fieldId('answers[R31].who')).toBe('field-answers-R31-who')
  })

  it('says "optional" beside the label, and nothing otherwise', () => {
    expect(renderToStaticMarkup(<TextField name="n" label="N" optional />)).toContain('(optional)')
    expect(renderToStaticMarkup(<TextField name="n" label="N" />)).not.toContain('optional')
  })

  it('shows no summary when nothing is wrong', () => {
    expect(renderToStaticMarkup(<ErrorSummary errors={[]} />)).toBe('')
  })
})

const checked = (html: string): (string | undefined)[] =>
  [...html.matchAll(/value="(\w)"[^>]*checked=""|checked=""[^>]*value="(\w)"/g)].map(
    ([, one, other]) => one ?? other,
  )
