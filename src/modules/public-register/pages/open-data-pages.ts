import { withQuery } from '#kernel/address.js'
import { streamCsv } from '#kernel/csv.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import { LICENCE_NOTE, OPEN_HEADINGS, openCells, openRecord } from '../open-data.js'
import { listPublished, newestPublished } from '../show-published.js'
import { writeFeed } from '../write-feed.js'

/** What is published, as data that anybody may take: JSON a page at a time, CSV whole, and a feed. */
export const openDataPages = (baseUrl: string): readonly PageDescription[] => [
  page({
    path: '/public/open-data.json',
    allow: ['public'],
    get: async ({ read, query, now }) => {
      const { rows, next } = await read(listPublished, { cursor: query['cursor'] })
      const body = {
        as_of: londonDate(now),
        licence_note: LICENCE_NOTE,
        records: rows.map(openRecord),
        next: next ? withQuery(`${baseUrl}/public/open-data.json`, { cursor: next }) : null,
      }
      return { download: JSON.stringify(body, null, 2), type: 'application/json; charset=utf-8' }
    },
  }),
  page({
    path: '/public/open-data.csv',
    allow: ['public'],
    get: async ({ read, now }) => ({
      download: streamCsv(
        [...OPEN_HEADINGS, 'as_of', 'licence_note'],
        (cursor) => read(listPublished, { cursor, limit: 1000 }),
        (tool) => [...openCells(tool), londonDate(now), LICENCE_NOTE],
      ),
      type: 'text/csv; charset=utf-8',
      fileName: `ai-tools-${londonDate(now)}.csv`,
    }),
  }),
  page({
    path: '/public/feed.atom',
    allow: ['public'],
    get: async ({ read, now }) => ({
      download: writeFeed(await read(newestPublished, {}), { baseUrl, now }),
      type: 'application/atom+xml; charset=utf-8',
    }),
  }),
]
