import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/declare/page.js'
import { Button, Card, ErrorSummary, field, Form, InsetText, Select, TextArea } from '#ui/index.js'
import { seriesOf } from '../../charts/series.js'
import { windowWords } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import { sliceQuery } from '../explore/address.js'
import { sliceTitle, type ShownSlice } from '../explore/body.js'

/** The form that re-bases one chart: from when, and why. */
export const RebaseBody = (props: {
  shown: ShownSlice
  context: PageContext
  form: FormState
}): ReactElement => {
  const { shown, context, form } = props
  const id = shown.deployment.id
  const windows = [...new Map(seriesOf(shown.points).map((one) => [one.windowFrom, one])).values()]
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <Card heading={`Re-base: ${sliceTitle(shown)}`}>
        <p>
          From the period you choose, mean and limits start anew. Do this only for a change that is
          understood and lasts. Until you do, the limits of the version that passed the gate, or was
          in use when it was registered, stay, so that a fall shows.
        </p>
        <InsetText>
          <p>
            Your name and reason stand under the chart. New limits need 12 complete periods; until
            then nothing after the re-base is judged against them. A re-base can be undone.
          </p>
        </InsetText>
        <Form action={monitoringHref(id, `/rebase?${sliceQuery(shown.slice)}`)} csrf={context.csrf}>
          <Select
            label="From which period?"
            empty="Choose"
            choices={windows.toReversed().map(({ windowFrom, windowTo, versionName }) => ({
              value: windowFrom,
              label: `${windowWords(windowFrom, windowTo)}, version ${versionName || 'not known'}`,
            }))}
            {...field(form, 'startsOn')}
          />
          <TextArea
            label="What changed, and how do you know that it lasts?"
            rows={4}
            {...field(form, 'reason')}
          />
          <Button>Re-base the chart</Button>
        </Form>
      </Card>
    </>
  )
}
