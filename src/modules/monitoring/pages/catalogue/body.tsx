import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import {
  asCountOf,
  Button,
  Card,
  EmptyState,
  FilterBar,
  Pagination,
  Select,
  Table,
  TextField,
} from '#ui/index.js'
import { ASPECTS, TOOL_CLASSES } from '../../catalogue/catalogue-schema.js'
import { measureName } from '../../measures.js'
import { USUAL_MEASURES } from '../../plan/plan-rules.js'
import type { showCatalogue } from '../../plan/show-catalogue.js'
import { capital } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import { CLASS_WORDS, MeasureWords } from './measure-words.js'

type Shown = NonNullable<(typeof showCatalogue)['gives']>

/** The measure catalogue of a deployment: found, read and chosen, then taken into the plan. */
export const CatalogueBody = (props: {
  shown: Shown
  chosen: readonly string[]
  query: Readonly<Record<string, string>>
}): ReactElement => {
  const { shown, chosen, query } = props
  const here = monitoringHref(shown.deployment.id, '/plan/measures')
  const to = (changes: Record<string, string>) => withQuery(here, { ...query, ...changes })
  const page = (number: number) => to({ page: String(number) })
  return (
    <>
      <Chosen shown={shown} chosen={chosen} to={(ids) => to({ chosen: ids.join(',') })} />
      <Filters shown={shown} here={here} chosen={chosen} query={query} />
      <Table
        caption={`${asCountOf(shown.found, 'measure')} of ${shown.all}`}
        rows={shown.measures}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            heading="No measure fits"
            action={{ href: monitoringHref(shown.deployment.id, '/plan'), words: 'Go to the plan' }}
          >
            <p>Take a filter away, or name a measure of your own in the plan.</p>
          </EmptyState>
        }
        columns={[
          { heading: 'Measure', rowHeader: true, cell: (row) => <MeasureWords measure={row} /> },
          { heading: 'Of', cell: ({ aspect }) => capital(aspect) },
          {
            heading: 'For',
            cell: ({ classes }) => classes.map((one) => CLASS_WORDS[one]).join(', '),
          },
          {
            heading: 'Choose',
            cell: ({ id, name }) => {
              if (shown.watched.includes(id)) return 'in the plan'
              if (chosen.includes(id)) return 'chosen'
              return (
                <a href={to({ chosen: [...chosen, id].join(',') })}>
                  Choose<span className="nhsuk-u-visually-hidden"> {name}</span>
                </a>
              )
            },
          },
        ]}
      />
      <Pagination
        previous={shown.page > 1 ? page(shown.page - 1) : undefined}
        next={shown.page < shown.pages ? page(shown.page + 1) : undefined}
        words={`Page ${shown.page} of ${shown.pages}`}
      />
      <p className="wr-note">
        In our own words. Directions and what to do are suggestions: the plan says what holds.
        Sources: {[...new Set(shown.measures.map(({ source }) => source.name))].join('; ')}.
      </p>
    </>
  )
}

const Chosen = (props: {
  shown: Shown
  chosen: readonly string[]
  to: (ids: readonly string[]) => string
}) => {
  const { shown, chosen, to } = props
  const together = chosen.length + shown.watched.length
  return (
    <Card heading="Chosen">
      {chosen.length === 0 ? (
        <p>
          Nothing yet. Choose so that process, product and people are each watched by something;{' '}
          {USUAL_MEASURES.fewest} to {USUAL_MEASURES.most} measures in all are usual.
        </p>
      ) : (
        <>
          <ul>
            {chosen.map((id) => (
              <li key={id}>
                {measureName(id, '')} ·{' '}
                <a href={to(chosen.filter((one) => one !== id))}>
                  Take away<span className="nhsuk-u-visually-hidden"> {measureName(id, '')}</span>
                </a>
              </li>
            ))}
          </ul>
          <p>With those of the plan that holds there would be {asCountOf(together, 'measure')}.</p>
        </>
      )}
      <Button
        href={`${monitoringHref(shown.deployment.id, '/plan')}${chosen.length > 0 ? `?chosen=${chosen.join(',')}` : ''}`}
      >
        {chosen.length > 0 ? 'Put them in the plan' : 'Back to the plan'}
      </Button>
    </Card>
  )
}

const Filters = (props: {
  shown: Shown
  here: string
  chosen: readonly string[]
  query: Readonly<Record<string, string>>
}) => {
  const { shown, here, chosen, query } = props
  const kept = { chosen: chosen.join(',') }
  const narrowed = ['toolClass', 'aspect', 'words'].some((name) => (query[name] ?? '') !== '')
  return (
    <FilterBar action={here} keep={kept} clearHref={narrowed ? withQuery(here, kept) : undefined}>
      <Select
        label="Class of tool"
        name="toolClass"
        empty="Any"
        value={shown.search.toolClass ?? ''}
        choices={TOOL_CLASSES.filter((one) => one !== 'all').map((one) => ({
          value: one,
          label: CLASS_WORDS[one],
        }))}
      />
      <Select
        label="What it is about"
        name="aspect"
        empty="All"
        value={shown.search.aspect ?? ''}
        choices={ASPECTS.map((one) => ({ value: one, label: capital(one) }))}
      />
      <TextField label="Words" name="words" width={20} value={shown.search.words} />
    </FilterBar>
  )
}
