import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import { field, Select, TextField } from '#ui/index.js'
import { measureKind, MEASURES } from '../../measures.js'
import { DIRECTION_WORDS } from './direction-words.js'

/** What a plan says of one measure. The list offers what was chosen from the catalogue and the rest. */
export const MeasureRow = (props: {
  place: number
  form: FormState
  /** Measures that stand in the form, which may be of the catalogue. */
  named: readonly string[]
}): ReactElement => {
  const { place, form, named } = props
  const nth = place + 1
  const at = (name: string) => field(form, `measures.${place}.${name}`)
  return (
    <>
      <div className="wr-together">
        <Select
          label={`Measure ${nth}`}
          optional={place > 0}
          empty="Choose"
          choices={choicesWith(named)}
          {...at('measure')}
        />
        <TextField
          label={`Threshold of measure ${nth}, or its name if it is your own`}
          optional
          width={20}
          {...at('threshold')}
        />
        <Select
          label={`Better for measure ${nth} is`}
          choices={Object.entries(DIRECTION_WORDS).map(([value, label]) => ({ value, label }))}
          {...at('direction')}
        />
      </div>
      <div className="wr-together">
        <TextField
          label={`Pass mark of measure ${nth}`}
          optional
          width={5}
          inputMode="decimal"
          {...at('passMark')}
        />
        <TextField
          label={`Target of measure ${nth}`}
          optional
          width={5}
          inputMode="decimal"
          {...at('target')}
        />
        <TextField label={`Unit of measure ${nth}`} optional width={10} {...at('unit')} />
      </div>
      <TextField label={`On a signal of measure ${nth}`} optional {...at('onSignal')} />
    </>
  )
}

const choicesWith = (named: readonly string[]) => {
  const ofCatalogue = [...new Set(named)].flatMap((id) => {
    const kind = measureKind(id)
    return kind?.kind === 'counted' ? [kind] : []
  })
  return [...ofCatalogue, ...MEASURES].map(({ id, name }) => ({ value: id, label: name }))
}
