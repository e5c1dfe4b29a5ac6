import type { PageContext } from '#kernel/declare/page.js'
import type { Slice } from '../../points/read-slice.js'
import { idOf } from '../addresses.js'

/** `sensitivity@working`: a measure and its threshold as one word of an address. */
export const figureKey = ({ measure, threshold }: { measure: string; threshold: string }): string =>
  threshold === '' ? measure : `${measure}@${threshold}`

/** `sex=female`: a group as one word of an address. */
export const groupKey = ({ by, value }: { by: string; value: string }): string =>
  by === '' ? '' : `${by}=${value}`

/** The slice that an address names, as the query takes it. */
export const sliceOf = (context: PageContext): object => {
  const { figure = '', group = '', site, version, from, to } = context.query
  const [measure, threshold] = parted(figure, '@')
  const [groupBy, groupValue] = parted(group, '=')
  return {
    deploymentId: idOf(context),
    measure,
    threshold,
    groupBy,
    groupValue,
    ...(site === undefined ? {} : { site }),
    version: version ?? '',
    from: from ?? '',
    to: to ?? '',
  }
}

/** The query part of an address that names a slice. */
export const sliceQuery = (slice: Slice): string =>
  new URLSearchParams({
    figure: figureKey(slice),
    site: slice.site,
    version: slice.version,
    group: groupKey({ by: slice.groupBy, value: slice.groupValue }),
    from: slice.from,
    to: slice.to,
  }).toString()

const parted = (text: string, mark: string): [string, string] => {
  const place = text.indexOf(mark)
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + mark.length)]
}
