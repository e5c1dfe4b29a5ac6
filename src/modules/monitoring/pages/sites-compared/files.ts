import { funnelFile, intervalFile } from '#ui/index.js'
import { measureKind, measureName } from '../../measures.js'
import { figurePlaces } from '../../words.js'
import { csvText } from '../csv-text.js'
import { funnelView, type ShownSites } from './funnel-view.js'

/** What is to be known about figures of several sites. */
export const SITES_NOTE =
  'Newest complete period of each. Your own figures as they are; those of others as they share them: two places, small numbers hidden, counts to the nearest 5 (profile hes-2018).'

const COLUMNS = [
  'site',
  'own',
  'version',
  'measure',
  'threshold',
  'window_from',
  'window_to',
  'value',
  'low',
  'high',
  'numerator',
  'denominator',
  'n',
  'missing',
]

/** The figures of sites side by side as a CSV file. */
export const sitesCsv = ({ chosen, version, sites }: ShownSites): string =>
  csvText([
    COLUMNS,
    ...sites.map((site) => [
      site.label,
      site.own ? 'yes' : 'no',
      version?.name ?? '',
      chosen?.measure ?? '',
      chosen?.threshold ?? '',
      site.windowFrom,
      site.windowTo,
      site.value,
      site.low,
      site.high,
      site.numerator,
      site.denominator,
      site.n,
      site.missing,
    ]),
  ])

/** The figures of sites side by side as a picture. */
export const sitesSvg = ({ chosen, version, sites }: ShownSites): string =>
  intervalFile({
    title: chosen
      ? `${measureName(chosen.measure, chosen.threshold)} on version ${version?.name ?? ''}, site by site`
      : 'No figures to compare yet',
    note: SITES_NOTE,
    rows: sites,
    bounds: measureKind(chosen?.measure ?? '')?.bounds ?? [null, null],
    places: figurePlaces(chosen?.measure ?? ''),
  })

/** The funnel of sites as a picture; without one, an empty picture that says so. */
export const funnelSvg = (shown: ShownSites): string => {
  const view = funnelView(shown)
  if (view) return funnelFile(view)
  return intervalFile({ title: 'Too few sites for a funnel', note: SITES_NOTE, rows: [] })
}
