import type { OdsFacts, OdsForm } from './ods-file.js'
import { nameKey } from './readable-name.js'

/** An organisation as we hold it: facts of the file it came from, and that file's form. */
export interface KnownOrganisation extends Omit<OdsFacts, 'code'> {
  /** Null for an organisation typed in by hand without a code. */
  readonly code: string | null
  /** The form of file it last came from, or `reference-pack` or `by-hand`. */
  readonly source: OdsForm | 'reference-pack' | 'by-hand'
}

/** One fact that differs, as text; null where there is none. */
export interface Change {
  readonly field:
    | 'name'
    | 'kind'
    | 'region'
    | 'icb_code'
    | 'sub_icb_code'
    | 'address'
    | 'postcode'
    | 'opened'
    | 'closed'
  readonly before: string | null
  readonly after: string | null
}

/**
 * What a file says differently from what we hold. A name that differs only in capitals or
 * punctuation is the same, and what a form of file does not hold is never a change.
 */
export const differences = (known: KnownOrganisation, facts: OdsFacts): Change[] => {
  const changes: Change[] = [
    { field: 'kind', before: known.kind, after: facts.kind },
    { field: 'region', before: known.regionCode, after: facts.regionCode },
    { field: 'icb_code', before: known.icbCode, after: facts.icbCode },
    { field: 'sub_icb_code', before: known.subIcbCode, after: facts.subIcbCode },
    { field: 'address', before: oneLine(known.address), after: oneLine(facts.address) },
    { field: 'postcode', before: known.postcode, after: facts.postcode },
    { field: 'opened', before: known.opened, after: facts.opened },
    { field: 'closed', before: known.closed, after: facts.closed },
  ]
  const held = changes.filter(({ before, after }) => after !== null && after !== before)
  return nameKey(known.name) === nameKey(facts.name)
    ? held
    : [{ field: 'name', before: known.name, after: facts.name }, ...held]
}

/**
 * An organisation as it stands once a row is taken in: what the file does not say stays. Applying
 * every added, changed and closed row this way makes a second run change nothing.
 */
export const takeIn = (
  known: KnownOrganisation | null,
  facts: OdsFacts,
  source: OdsForm,
): KnownOrganisation => ({
  kind: facts.kind,
  code: facts.code,
  name: known && nameKey(known.name) === nameKey(facts.name) ? known.name : facts.name,
  regionCode: facts.regionCode ?? known?.regionCode ?? null,
  icbCode: facts.icbCode ?? known?.icbCode ?? null,
  subIcbCode: facts.subIcbCode ?? known?.subIcbCode ?? null,
  address: facts.address ?? known?.address ?? null,
  postcode: facts.postcode ?? known?.postcode ?? null,
  opened: facts.opened ?? known?.opened ?? null,
  closed: facts.closed ?? known?.closed ?? null,
  source,
})

const oneLine = (address: readonly string[] | null): string | null =>
  address === null ? null : address.join(', ')
