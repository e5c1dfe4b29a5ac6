import type { PageContext } from '#kernel/declare/page.js'
import type { NameKind, NameMapping } from '../../metric-names/name-roles.js'
import { monitoringHref } from '../addresses.js'

/** A name as addresses carry it. */
export type Named = Pick<NameMapping, 'kind' | 'name'>

/** Address of the form about one name, or of the question whether to take its decision back. */
export const nameHref = (id: string, { kind, name }: Named, act = 'name'): string =>
  monitoringHref(id, `/metrics/${act}?${new URLSearchParams({ kind, name }).toString()}`)

/** The name that an address is about. */
export const namedOf = ({ query }: PageContext): Named => {
  const kind: NameKind = query['kind'] === 'attribute' ? 'attribute' : 'metric'
  return { kind, name: (query['name'] ?? '').slice(0, 200) }
}

/** What a name stands for as one value of a form: `site`, or `measure sensitivity working`. */
export const roleValue = ({
  role,
  measure,
  threshold,
}: Pick<NameMapping, 'role' | 'measure' | 'threshold'>): string =>
  [role, measure, threshold].join(' ').trimEnd()

/** The parts of such a value; a threshold may have spaces in it, the others have none. */
export const roleOfValue = (
  value: string,
): { role: string; measure: string; threshold: string } => {
  const [role = '', measure = '', ...threshold] = value.split(' ')
  return { role, measure, threshold: threshold.join(' ') }
}
