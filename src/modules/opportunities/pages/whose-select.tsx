import type { ReactElement } from 'react'
import { Select } from '#ui/index.js'

/** The filter of a list of what is shared with partners: one's own, the organisation's or theirs. */
export const WhoseSelect = ({ value }: { value: string | undefined }): ReactElement => (
  <Select
    label="Whose"
    name="whose"
    empty="Everybody’s"
    value={value}
    choices={[
      { value: 'mine', label: 'I own it' },
      { value: 'ours', label: 'Our organisation’s' },
      { value: 'partners', label: 'Partners’' },
    ]}
  />
)
