import type { ReactElement } from 'react'
import { FilterBar, Select, TextField } from '#ui/index.js'
import { measureName } from '../../measures.js'
import { groupWords } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import type { ShownSlice } from './body.js'
import { figureKey, groupKey } from './address.js'
import { chartChoices } from './choose-other.js'
import type { OtherKind } from './other-view.js'

/** The fields that choose measure, site, version, group and time; the address holds the choice. */
export const SliceFields = (props: {
  shown: ShownSlice
  other: OtherKind | undefined
}): ReactElement => {
  const { shown, other } = props
  const { slice, deployment, measures, groups, sites, versions } = shown
  const here = monitoringHref(deployment.id, '/explore')
  return (
    <FilterBar action={here} clearHref={here}>
      <Select
        name="figure"
        label="Measure"
        value={figureKey(slice)}
        choices={measures.map((one) => ({
          value: figureKey(one),
          label: measureName(one.measure, one.threshold),
        }))}
      />
      <Select
        name="site"
        label="Site"
        value={slice.site}
        choices={sites.map((site) => ({ value: site, label: site || 'not named' }))}
      />
      <Select
        name="version"
        label="Version"
        empty="Every version"
        value={slice.version}
        choices={versions.map((name) => ({ value: name, label: name }))}
      />
      <Select
        name="group"
        label="For whom"
        empty="Everybody"
        value={groupKey({ by: slice.groupBy, value: slice.groupValue })}
        choices={groups.map((one) => ({
          value: groupKey(one),
          label: groupWords(one.by, one.value),
        }))}
      />
      <Select name="chart" label="Drawn" value={other ?? ''} choices={chartChoices} />
      <TextField
        name="from"
        label="From"
        hint="For example 2026-01-05"
        width={10}
        value={slice.from}
      />
      <TextField name="to" label="To" hint="For example 2026-06-29" width={10} value={slice.to} />
    </FilterBar>
  )
}
