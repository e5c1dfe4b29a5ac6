import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { CountCards } from './count-cards.js'
import { FilterBar } from './filter-bar.js'
import { HistoryList } from './history-list.js'
import { EmptyList } from './messages.js'
import { Pagination } from './pagination.js'
import { QrCode } from './qr-code.js'
import { ShareBar } from './share-bar.js'
import { StageTrack } from './stage-track.js'
import { SummaryList } from './summary-list.js'
import { Table } from './table.js'
import { Tabs } from './tabs.js'
import { TaskList } from './task-list.js'

const COLUMNS = [
  {
    heading: 'Site',
    cell: (row: { site: string }) => row.site,
    sort: { href: '?sort=site', direction: 'descending' as const },
  },
  { heading: 'Wait', unit: 'days', numeric: true, cell: () => '12' },
  { heading: 'Action', quietHeading: true, cell: () => 'Open' },
]

describe('Table', () => {
  const html = renderToStaticMarkup(
    <Table caption="Waits" columns={COLUMNS} rows={[{ site: 'North' }, { site: 'South' }]} />,
  )

  it('names its rows by the first column, and its columns with their unit', () => {
    expect(html.match(/<th role="rowheader" scope="row"/g)).toHaveLength(2)
    expect(html).toContain('data-label="Wait (days)"')
    expect(html).toContain('<caption>Waits</caption>')
  })

  it('sorts by links and says how it is sorted', () => {
    expect(html).toMatch(/aria-sort="descending"><a href="\?sort=site">/)
  })

  it('keeps its roles when a phone shows it as blocks', () => {
    for (const role of ['table', 'row', 'columnheader', 'rowheader', 'cell']) {
      expect(html).toContain(`role="${role}"`)
    }
  })

  it('says what to do when it has no rows', () => {
    const none = renderToStaticMarkup(
      <Table caption="Waits" columns={COLUMNS} rows={[]} empty="Register a product first." />,
    )
    expect(none).toContain('Register a product first.')
    expect(none).not.toContain('<table')
  })
})

describe('StageTrack', () => {
  it('says each state in a word, and marks where the deployment is', () => {
    const html = renderToStaticMarkup(
      <StageTrack
        stages={[
          { name: 'Assess', state: 'passed' },
          { name: 'Pilot', state: 'not-passed-here' },
          { name: 'Implement', state: 'current', note: 'since 12 May 2026' },
          { name: 'Scale', state: 'to-come' },
        ]}
      />,
    )
    for (const words of ['passed', 'not passed here', 'since 12 May 2026', 'not reached']) {
      expect(html).toContain(`>${words}<`)
    }
    expect(html.match(/aria-current="step"/g)).toHaveLength(1)
  })
})

describe('SummaryList', () => {
  it('shows a missing answer as such, and nought as a value', () => {
    const html = renderToStaticMarkup(
      <SummaryList
        rows={[
          { key: 'Owner', action: { href: '/o', words: 'Change' } },
          { key: 'Incidents', value: 0 },
        ]}
      />,
    )
    expect(html.match(/not answered/g)).toHaveLength(1)
    expect(html).toContain('<dd class="nhsuk-summary-list__value">0</dd>')
    expect(html).toMatch(/Change<span[^>]*> owner<\/span>/)
  })
})

describe('lists that lead somewhere', () => {
  it('counts are links that read on', () => {
    const html = renderToStaticMarkup(
      <CountCards cards={[{ count: 1200, words: 'need a decision', href: '/d' }]} />,
    )
    expect(html).toContain('<a href="/d"><strong>1,200</strong> <span>need a decision</span></a>')
  })

  it('an empty task list says so', () => {
    expect(renderToStaticMarkup(<TaskList tasks={[]} empty="Nothing needs you." />)).toContain(
      'Nothing needs you.',
    )
  })

  it('tabs mark the page one is on', () => {
    const tabs = [
      { label: 'Summary', href: '/d' },
      { label: 'Gates', href: '/d/gates' },
    ]
    expect(renderToStaticMarkup(<Tabs label="D" tabs={tabs} active="/d/gates" />)).toContain(
      '<a href="/d/gates" aria-current="page">',
    )
  })

  it('pages have links only where there are pages', () => {
    expect(renderToStaticMarkup(<Pagination />)).toBe('')
    const first = renderToStaticMarkup(<Pagination next="?after=x" />)
    expect(first).toContain('rel="next"')
    expect(first).not.toContain('rel="prev"')
  })

  it('a filter is a GET that keeps the order', () => {
    const html = renderToStaticMarkup(
      <FilterBar action="/register" keep={{ sort: 'name' }}>
        <p>fields</p>
      </FilterBar>,
    )
    expect(html).toContain('method="get"')
    expect(html).toContain('<input type="hidden" name="sort" value="name"/>')
    expect(html).not.toContain('csrf')
  })
})

describe('HistoryList', () => {
  it('says who, when in London, why, and before and after', () => {
    const html = renderToStaticMarkup(
      <HistoryList
        entries={[
          {
            what: 'Purpose changed',
            who: 'Sam Example',
            when: new Date('2026-07-14T14:05:00Z'),
            reason: 'renamed',
            changes: [{ field: 'Purpose', before: null, after: 'Triage' }],
          },
        ]}
      />,
    )
    expect(html).toContain('14 July 2026 at 3:05pm')
    expect(html).toContain('Reason: renamed')
    expect(html).toMatch(/data-label="Before"[^>]*><span class="wr-quiet">nothing<\/span>/)
  })
})

describe('pictures', () => {
  it('a QR code says where it leads and holds no text of others', () => {
    const html = renderToStaticMarkup(<QrCode text="</path><script>" label="Raise a concern" />)
    expect(html).toContain('role="img" aria-label="Raise a concern"')
    expect(html).not.toContain('<script>')
  })

  it('a share bar says its numbers, and fills its width', () => {
    const shares = [
      { words: 'accepted', count: 9 },
      { words: 'yours', count: 7 },
    ]
    const html = renderToStaticMarkup(<ShareBar shares={shares} />)
    expect(html).toContain('aria-label="9 accepted, 7 yours"')
    const widths = [...html.matchAll(/ width="([\d.]+)"/g)].map(([, width]) => Number(width))
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100)
  })

  it('an empty list says whether nothing is there or nothing fits, and then offers the whole list', () => {
    const draw = (clearHref: string | undefined) =>
      renderToStaticMarkup(<EmptyList heading="No concern yet" clearHref={clearHref} />)
    expect(draw(undefined)).toContain('No concern yet')
    expect(draw('/concerns')).toContain('<a href="/concerns">see the whole list</a>')
    expect(draw('/concerns')).not.toContain('No concern yet')
  })
})
