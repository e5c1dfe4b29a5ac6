import type { VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { textOf } from './options.js'

type Options = VerbContext['options']

/** What a chart is drawn from. */
interface ChartNeeds {
  /** Options that name its columns, or the one number it cannot do without. */
  readonly needs: readonly string[]
  /** Other options that it understands. */
  readonly takes: readonly string[]
  /** The same where it is drawn from events in a denominator, told by --numerator. */
  readonly ofRates?: { readonly needs: readonly string[]; readonly takes: readonly string[] }
}

const SERIES = ['value', 'date'] as const
const RATES = ['numerator', 'denominator', 'date'] as const
const JUDGED = ['direction', 'target', 'fix', 'rebase'] as const
const OF_CASES = ['date', 'event', 'odds-ratio', 'limit', 'run-length'] as const

/** The charts that `spc` draws, by the name that --chart takes. */
export const CHART_KINDS = {
  xmr: { needs: SERIES, takes: [...JUDGED, 'screen'] },
  p: { needs: RATES, takes: JUDGED },
  'p-prime': { needs: RATES, takes: [...JUDGED, 'screen'] },
  u: { needs: RATES, takes: JUDGED },
  'u-prime': { needs: RATES, takes: [...JUDGED, 'screen'] },
  c: { needs: SERIES, takes: JUDGED },
  g: { needs: ['value'], takes: ['date', ...JUDGED] },
  t: { needs: ['value'], takes: ['date', ...JUDGED, 'screen'] },
  i: { needs: SERIES, takes: [...JUDGED, 'screen'] },
  ewma: {
    needs: SERIES,
    takes: ['direction', 'fix', 'screen', 'centre', 'sd', 'weight', 'limit'],
    ofRates: { needs: [...RATES, 'as'], takes: ['direction', 'fix', 'weight', 'limit'] },
  },
  cusum: {
    needs: SERIES,
    takes: ['direction', 'fix', 'screen', 'centre', 'sd', 'allowance', 'limit'],
    ofRates: { needs: [...RATES, 'as'], takes: ['direction', 'fix', 'allowance', 'limit'] },
  },
  'bernoulli-cusum': { needs: ['outcome', 'rate'], takes: OF_CASES },
  'risk-adjusted-cusum': { needs: ['outcome', 'expected'], takes: [...OF_CASES, 'scale'] },
  vlad: { needs: ['outcome', 'expected'], takes: ['date', 'event', 'scale'] },
  runs: { needs: SERIES, takes: ['fix', 'rebase'] },
} as const satisfies Record<string, ChartNeeds>

export type ChartKind = keyof typeof CHART_KINDS

/** Options that only some charts understand. */
const ONLY_SOME = new Set<string>(
  Object.values<ChartNeeds>(CHART_KINDS).flatMap(({ needs, takes, ofRates }) => [
    ...needs,
    ...takes,
    ...(ofRates?.needs ?? []),
  ]),
)

/** The name of an option as the command line keeps it: `odds-ratio` is oddsRatio. */
export const keptName = (option: string): string =>
  option.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const isGiven = (options: Options, option: string): boolean => {
  const value = options[keptName(option)]
  // --no-screen is kept as a false `screen`, which is otherwise true.
  return option === 'screen' ? value === false : value !== undefined
}

const flag = (option: string): string => (option === 'screen' ? '--no-screen' : `--${option}`)

const listed = (options: readonly string[]): string =>
  options
    .map(flag)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' and ')

const isChart = (name: string): name is ChartKind => Object.hasOwn(CHART_KINDS, name)

/**
 * The chart that is asked for, XmR unless another is named.
 * @throws Invalid for another name, a column it needs and was not given, or an option it cannot use.
 */
export const chartKindOf = (options: Options): ChartKind => {
  const name = textOf(options, 'chart') ?? 'xmr'
  if (!isChart(name)) {
    throw new Invalid(`--chart is one of ${Object.keys(CHART_KINDS).join(', ')}, not “${name}”.`)
  }
  const kind: ChartNeeds = CHART_KINDS[name]
  const { needs, takes } = isGiven(options, 'numerator') ? (kind.ofRates ?? kind) : kind
  const missing = needs.filter((option) => !isGiven(options, option))
  if (missing.length > 0) {
    throw new Invalid(`--chart ${name} needs ${listed(needs)}. Missing: ${listed(missing)}.`)
  }
  const understood = new Set([...needs, ...takes])
  const extra = [...ONLY_SOME].filter(
    (option) => isGiven(options, option) && !understood.has(option),
  )
  if (extra.length === 0) return name
  throw new Invalid(
    `--chart ${name} does not use ${listed(extra)}. It uses ${listed([...understood])}.`,
  )
}
