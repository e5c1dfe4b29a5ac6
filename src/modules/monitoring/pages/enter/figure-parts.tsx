import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import { field, TextField } from '#ui/index.js'
import type { MeasureKind } from '../../measures.js'

type Kind = Pick<MeasureKind, 'figure' | 'chart'>
type Inputs = 'decimal' | 'numeric'
type Part = readonly [name: string, label: string, hint: string, input: Inputs, needed: boolean]

const isCounted = ({ figure }: Kind): boolean => figure === 'share' || figure === 'rate'
const isSpread = ({ figure, chart }: Kind): boolean =>
  (figure === 'mean' || figure === 'time') && chart !== 't'
const isPlain = ({ figure }: Kind): boolean => figure === 'score'

/** The fields that a plan's measures need between them; a single kind shows only its own. */
export const FigureParts = (props: { kinds: readonly Kind[]; form: FormState }): ReactElement => {
  const { kinds, form } = props
  const some = (holds: (kind: Kind) => boolean): boolean => kinds.some(holds)
  const counted = some(isCounted)
  const valued = some((kind) => !isCounted(kind))
  const parts: Part[] = []
  if (counted) {
    parts.push(['numerator', 'How many?', 'For a share or a rate', 'numeric', !valued])
    parts.push(['denominator', 'Of how many?', 'For a share or a rate', 'numeric', !valued])
  }
  if (valued)
    parts.push([
      'value',
      'Figure',
      counted ? 'Unless it is a share or a rate' : '',
      'decimal',
      !counted,
    ])
  if (some(isSpread) || some(isPlain)) {
    parts.push([
      'n',
      'Taken over how many?',
      'For a mean, a time or a figure as it is',
      'numeric',
      false,
    ])
  }
  if (some(isSpread)) {
    parts.push([
      'sd',
      'Standard deviation',
      'Of a mean or a time; gives its interval',
      'decimal',
      false,
    ])
  }
  if (some(isSpread) || some(isPlain)) {
    parts.push(['low', 'Lower end of the 95% interval', '', 'decimal', false])
    parts.push(['high', 'Upper end of the 95% interval', '', 'decimal', false])
  }
  return (
    <>
      {parts.map(([name, label, hint, inputMode, needed]) => (
        <TextField
          key={name}
          label={label}
          {...(hint ? { hint } : {})}
          optional={!needed}
          width={10}
          inputMode={inputMode}
          {...field(form, name)}
        />
      ))}
    </>
  )
}
