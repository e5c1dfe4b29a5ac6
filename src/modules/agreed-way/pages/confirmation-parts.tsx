import type { ReactElement } from 'react'
import { roleInText } from '#kernel/roles.js'
import {
  asDate,
  Button,
  ButtonGroup,
  Card,
  DateField,
  field,
  fieldDate,
  Form,
  Hidden,
  HistoryList,
  TextArea,
  TextField,
  type FormState,
} from '#ui/index.js'
import type { ItemState } from '../confirmations.js'
import type { Confirmation } from '../model.js'

const LIST = '/framework/to-confirm'

/** Where a named person confirms a statement: the source, when it was read, a note. */
export const ConfirmForm = (props: {
  item: ItemState['item']
  csrf: string
  form: FormState
  address: string
}): ReactElement => {
  const { item, csrf, form } = props
  const address = field(form, 'sourceAddress')
  return (
    <Form action={`${LIST}/${item.key}`} csrf={csrf}>
      <Hidden name="digest" value={item.digest} />
      <TextField
        label="Address of the source you read"
        hint="The page or document itself, not a report about it."
        type="url"
        {...address}
        value={address.value || props.address}
      />
      <DateField label="When you read it" {...fieldDate(form, 'readOn')} />
      <TextArea
        label="Note"
        hint="For example, which part says it, and what it does not say."
        optional
        {...field(form, 'note')}
      />
      <p className="wr-note">
        Your name and role stand beside it on every page of your system. It says that the source
        says so; it is no approval.
      </p>
      <ButtonGroup>
        <Button>Confirm</Button>
        <a href={LIST}>Go back to the list</a>
      </ButtonGroup>
    </Form>
  )
}

/** Everything that was confirmed and withdrawn of one statement. */
export const History = ({ history }: { history: readonly Confirmation[] }): ReactElement | null =>
  history.length === 0 ? null : (
    <Card heading="History">
      <HistoryList
        entries={history.map((one) => ({
          what: `Confirmed on ${one.sourceAddress}, read on ${asDate(one.readOn)}`,
          who: `${one.byName}, ${roleInText(one.role)}`,
          when: one.at,
          reason: one.withdrawnAt
            ? `Withdrawn by ${one.withdrawnByName ?? ''} on ${asDate(one.withdrawnAt)}: ${one.withdrawnBecause ?? ''}`
            : one.note,
        }))}
      />
    </Card>
  )
