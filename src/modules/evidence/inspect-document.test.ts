import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { inspectDocument } from './inspect-document.js'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const word = (body: string): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(
      `<Types><Override PartName="/word/document.xml" ContentType="${DOCX}.main+xml"/></Types>`,
    ),
    'word/document.xml': strToU8(`<w:document><w:body>${body}</w:body></w:document>`),
  })

const pdf = strToU8('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')

test.each([
  [
    'plain text',
    strToU8('All is well'),
    { accepted: true, mediaType: 'text/plain', scan: 'scanned' },
  ],
  [
    'a CSV of Excel, in Windows-1252',
    new Uint8Array([0x54, 0xe9, 0x2c, 0x31]),
    { scan: 'scanned' },
  ],
  ['HTML', strToU8('<!DOCTYPE html><p>All is well'), { mediaType: 'text/html', scan: 'scanned' }],
  [
    'HTML with an NHS number cut by tags',
    strToU8('<html><p>943 <b>476</b> 5919</p></html>'),
    { accepted: false, kinds: ['nhs-number'] },
  ],
  ['a broken PDF', pdf, { mediaType: 'application/pdf', notScannedBecause: 'unreadable' }],
  [
    'a Word file',
    word('<w:p><w:r><w:t>All is well</w:t></w:r></w:p>'),
    { mediaType: DOCX, scan: 'scanned' },
  ],
  [
    'a Word file with a date of birth across two runs',
    word('<w:p><w:r><w:t>Date of </w:t></w:r><w:r><w:t>birth: 3 April 1961</w:t></w:r></w:p>'),
    { accepted: false, kinds: ['date-of-birth'] },
  ],
  [
    'a program named as anything',
    new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
    { because: 'kind' },
  ],
  ['a zip of anything else', zipSync({ 'a.txt': strToU8('x') }), { because: 'kind' }],
])('%s', async (_what, bytes, expected) => {
  expect(await inspectDocument(bytes)).toMatchObject(expected)
})

test.each([
  ['a web page named .pdf', strToU8('<!doctype html><p>Words'), 'report.pdf', { because: 'name' }],
  ['a PDF named .html', pdf, 'report.html', { because: 'name' }],
  ['words named .exe', strToU8('Words'), 'report.exe', { because: 'name' }],
  ['a PDF named .PDF', pdf, 'Report.PDF', { accepted: true }],
  ['words named .md', strToU8('Words'), 'notes.md', { accepted: true }],
])('%s', async (_, bytes, name, expected) => {
  expect(await inspectDocument(bytes, name)).toMatchObject(expected)
})

test('a Word file that unpacks to more than 200 MB is not taken, whatever sizes it declares', async () => {
  const bomb = zipSync(
    {
      '[Content_Types].xml': strToU8(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
      'word/document.xml': strToU8('<w:document/>'),
      'word/media/zeros.bin': new Uint8Array(201 * 1024 * 1024),
    },
    { level: 6 },
  )
  expect(bomb.length).toBeLessThan(1024 * 1024)
  expect(await inspectDocument(bomb, 'report.docx')).toMatchObject({ because: 'unpacked' })
})
