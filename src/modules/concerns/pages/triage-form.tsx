import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/declare/page.js'
import { Button, Card, field, Form, Hidden, Radios, Select, TextArea } from '#ui/index.js'
import { HAZARD_KIND_NAMES, HAZARD_KINDS } from '../hazard-kinds.js'
import type { Concern } from '../model.js'
import type { OwnTool } from '../own-tools.js'
import { SEVERITY_NAMES } from '../words.js'

/** The form on which a concern is judged, for the first time or again. */
export const TriageForm = (props: {
  context: PageContext
  form: FormState
  concern: Concern
  versions: readonly { id: string; name: string }[]
  tools: readonly OwnTool[]
}): ReactElement => {
  const { context, form, concern, versions, tools } = props
  const again = concern.state === 'triaged'
  return (
    <Card
      heading={again ? 'Judge it again' : 'Triage'}
      edge={again ? undefined : 'blue'}
      id="triage"
    >
      <Form action={`/concerns/${concern.id}/triage`} csrf={context.csrf}>
        <Hidden name="revision" value={String(concern.revision)} />
        {concern.deploymentId ? null : (
          <Select
            label="Which tool is it about?"
            empty="Not known"
            choices={tools.map((tool) => ({ value: tool.deploymentId, label: tool.name }))}
            {...field(form, 'deploymentId')}
          />
        )}
        <Select
          label="What kind of concern is it?"
          empty="Choose"
          choices={HAZARD_KINDS.map((kind) => ({ value: kind, label: HAZARD_KIND_NAMES[kind] }))}
          {...field(form, 'kind')}
        />
        <Select
          label="Which version is affected?"
          empty={concern.versionName ? `${concern.versionName} (as reported)` : 'Not chosen'}
          choices={versions.map((version) => ({ value: version.id, label: version.name }))}
          {...field(form, 'versionId')}
        />
        <Radios
          label="How serious is it?"
          choices={[
            { value: 'not-serious', label: SEVERITY_NAMES['not-serious'] },
            {
              value: 'serious',
              label: SEVERITY_NAMES.serious,
              hint: 'This issues an alert at once, to every organisation that runs this version and to its supplier. They do not see the report, the reason or the reporter.',
            },
          ]}
          {...field(form, 'severity')}
        />
        <TextArea
          label="Why?"
          hint="Stays within your organisation."
          rows={3}
          {...field(form, 'reason')}
        />
        <Button>Record the decision</Button>
      </Form>
    </Card>
  )
}
