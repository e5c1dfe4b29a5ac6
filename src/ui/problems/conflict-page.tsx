import type { ReactElement } from 'react'
import { Button, ButtonGroup } from '../forms/button.js'
import { Radios } from '../forms/choice-fields.js'
import { Form, Hidden } from '../forms/form.js'
import { PageHeading } from '../parts/page-heading.js'
import { NOT_ANSWERED } from '../words.js'

/** One field of a record that two people changed at once. */
export interface ConflictField {
  name: string
  label: string
  theirs: string
  yours: string
  /** Values in words, where what is sent is a code. */
  theirsInWords?: string | undefined
  yoursInWords?: string | undefined
}

/**
 * Somebody else saved first: theirs and yours, field by field, and nothing typed is lost. The form
 * sends the same field names to the same address, so that the page's own handler saves the choice;
 * `keep` carries the rest of the form and the record's new edition.
 */
export const ConflictPage = (props: {
  /** What was edited: "Example chest X-ray triage". */
  record: string
  savedBy: string
  savedAt: string
  fields: readonly ConflictField[]
  action: string
  csrf: string
  keep?: Readonly<Record<string, string>> | undefined
  cancelHref: string
}): ReactElement => {
  const differing = props.fields.filter(({ theirs, yours }) => theirs !== yours)
  const same = props.fields.filter(({ theirs, yours }) => theirs === yours)
  return (
    <div className="wr-readable">
      <PageHeading caption={props.record}>Somebody else changed this while you did</PageHeading>
      <p>
        {props.savedBy} saved at {props.savedAt}. What you typed is not saved yet and is not lost.
        {differing.length > 0 ? ' Choose what to keep, then save.' : ' You both typed the same.'}
      </p>
      <Form action={props.action} csrf={props.csrf}>
        {Object.entries(props.keep ?? {}).map(([name, value]) => (
          <Hidden key={name} name={name} value={value} />
        ))}
        {same.map(({ name, yours }) => (
          <Hidden key={name} name={name} value={yours} />
        ))}
        {differing.map((field) => (
          <ConflictChoice key={field.name} field={field} savedBy={props.savedBy} />
        ))}
        <ButtonGroup>
          <Button>Save these</Button>
          <a href={props.cancelHref}>Keep all of theirs</a>
        </ButtonGroup>
      </Form>
    </div>
  )
}

const ConflictChoice = ({
  field,
  savedBy,
}: {
  field: ConflictField
  savedBy: string
}): ReactElement => (
  <Radios
    name={field.name}
    label={field.label}
    value={field.yours}
    choices={[
      {
        value: field.yours,
        label: <Answer words={field.yoursInWords ?? field.yours} />,
        hint: 'yours',
      },
      {
        value: field.theirs,
        label: <Answer words={field.theirsInWords ?? field.theirs} />,
        hint: `saved by ${savedBy}`,
      },
    ]}
  />
)

const Answer = ({ words }: { words: string }): ReactElement =>
  words === '' ? (
    <span className="wr-quiet">{NOT_ANSWERED}</span>
  ) : (
    <span className="wr-answer">{words}</span>
  )
