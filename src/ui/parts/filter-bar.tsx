import type { ReactElement, ReactNode } from 'react'
import { Button } from '../forms/button.js'
import { Form, Hidden } from '../forms/form.js'

/** The fields that narrow a list; sends a GET, so that the address can be kept and shared. */
export const FilterBar = (props: {
  action: string
  children: ReactNode
  /** Values to keep that the fields do not show, such as the order. */
  keep?: Readonly<Record<string, string>> | undefined
  buttonText?: string | undefined
  /** Where all filters are off; given when one is on. */
  clearHref?: string | undefined
}): ReactElement => (
  <search className="wr-filters">
    <Form action={props.action} method="get">
      {Object.entries(props.keep ?? {}).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      <div className="wr-filters__fields">
        {props.children}
        <div className="wr-filters__go">
          <Button kind="secondary">{props.buttonText ?? 'Show'}</Button>
          {props.clearHref ? <a href={props.clearHref}>Clear filters</a> : null}
        </div>
      </div>
    </Form>
  </search>
)
