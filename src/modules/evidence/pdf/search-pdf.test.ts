import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LimitReached } from '#kernel/errors.js'
import { bundleWorker } from '#kernel/testing/bundle-worker.js'
import { reportPdf } from '#ui/report/report-pdf.js'
import { inspectDocument } from '../inspect-document.js'
import { searchPdf } from './search-pdf.js'
import { PDF_WORKER, searchPdfApart } from './search-pdf-apart.js'
import { makePdf } from './testing/make-pdf.js'

let folder = ''
let worker = PDF_WORKER
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-'))
  worker = await bundleWorker(folder, new URL('./pdf-worker.ts', import.meta.url))
})
afterAll(() => rm(folder, { recursive: true }))

const search = (bytes: Uint8Array) => searchPdfApart(bytes, worker)
const found = (...kinds: string[]) => ({ kinds, because: null })
const not = (because: string) => ({ kinds: [], because })

const report = (text: string) =>
  reportPdf({
    title: 'Report',
    edition: '30 November 2026',
    sections: [{ heading: 'What was seen', blocks: [{ kind: 'text', text }] }],
  })

const pages = (count: number) => (pdf: PDFKit.PDFDocument) => {
  for (let page = 0; page < count; page += 1) (page === 0 ? pdf : pdf.addPage()).text('Words')
}

test.each([
  ['a report of our own', () => report('All is well'), found()],
  ['one with an NHS number', () => report('Seen: 943 476 5919.'), found('nhs-number')],
  [
    'an NHS number split over two runs of text',
    () =>
      makePdf((pdf) =>
        pdf.text('Patient 94347', { continued: true }).font('Helvetica-Bold').text('65919'),
      ),
    found('nhs-number'),
  ],
  [
    'an NHS number split over two lines',
    () => makePdf((pdf) => pdf.text('Patient 943 476 5919', { width: 95 })),
    found('nhs-number'),
  ],
  [
    'an NHS number split over two pages',
    () => makePdf((pdf) => pdf.text('Patient 943 476').addPage().text('5919 was seen')),
    found('nhs-number'),
  ],
  [
    'a note that somebody put on a page',
    () => makePdf((pdf) => pdf.text('Words').note(50, 50, 20, 20, 'DOB: 3 April 1961')),
    found('date-of-birth'),
  ],
  [
    'its subject',
    () => makePdf((pdf) => pdf.text('Words'), { info: { Subject: 'NHS number 943 476 5919' } }),
    found('nhs-number'),
  ],
  ['one that opens for everybody', () => makePdf(pages(1), { ownerPassword: 'x' }), found()],
  ['one that opens with a password', () => makePdf(pages(1), { userPassword: 'x' }), not('locked')],
  ['a broken one', async () => new TextEncoder().encode('%PDF-1.7\n1 0 obj\n'), not('unreadable')],
  ['one without words', () => makePdf((pdf) => pdf.rect(9, 9, 9, 9).fill()), not('no-words')],
  [
    'one with a page without words',
    () => makePdf((pdf) => pdf.text('Words').addPage().rect(9, 9, 9, 9).fill()),
    not('pages-without-words'),
  ],
  [
    'one with a file inside',
    () => makePdf((pdf) => pdf.text('Words').file(Buffer.from('943 476 5919'), { name: 'a.txt' })),
    not('files-inside'),
  ],
  ['one with many pages', () => makePdf(pages(300)), found()],
])('%s', async (_what, make, expected) => {
  expect(await search(await make())).toEqual(expected)
})

test.each([
  ['one with too many pages', { pages: 3, text: 10_000 }],
  ['one with too many words', { pages: 100, text: 10 }],
])('%s', async (_what, most) => {
  expect(await searchPdf(Uint8Array.from(await makePdf(pages(4))), most)).toEqual(not('too-long'))
})

test('a PDF whose words identify a person is refused as other files are', async () => {
  const pdf = await report('NHS number 943 476 5919')
  expect(await inspectDocument(pdf, 'report.pdf', search)).toEqual({
    accepted: false,
    because: 'identifiable',
    kinds: ['nhs-number'],
  })
  expect(await inspectDocument(await report('Words'), 'report.pdf', search)).toMatchObject({
    scan: 'scanned',
    notScannedBecause: null,
  })
})

test('one that takes too long is ended, and three at once are enough', async () => {
  const hangs = join(folder, 'hangs.mjs')
  await writeFile(hangs, 'for (;;) {}')
  const bytes = await report('Words')
  const soon = { time: 300, heap: 64, memory: 512 }
  const reading = [1, 2, 3].map(() => searchPdfApart(bytes, pathToFileURL(hangs), soon))
  await expect(search(bytes)).rejects.toThrow(LimitReached)
  expect(await Promise.all(reading)).toEqual([1, 2, 3].map(() => not('too-long')))
  expect(await search(bytes)).toEqual(found())
})

test('one that takes too much memory is ended', async () => {
  const grows = join(folder, 'grows.mjs')
  await writeFile(grows, 'const all = []; for (;;) all.push(new Uint8Array(1e6).fill(1))')
  const little = { time: 20_000, heap: 64, memory: 100 }
  expect(await searchPdfApart(await report('Words'), pathToFileURL(grows), little)).toEqual(
    not('too-long'),
  )
  const heap = join(folder, 'heap.mjs')
  await writeFile(heap, 'const all = []; for (;;) all.push({ all: [...all] })')
  expect(
    await searchPdfApart(await report('Words'), pathToFileURL(heap), {
      ...little,
      heap: 32,
      memory: 4000,
    }),
  ).toEqual(not('unreadable'))
})
