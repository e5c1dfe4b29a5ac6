import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withBrowser } from '../../../../../tests/support/browser.js'
import { summariseFiles } from '../summarise-command.js'
import { parseSummary } from '../summary-schema.js'

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url))

const PAGE = `<!doctype html><html lang="en"><title>Summarise</title><main>
<form method="post" enctype="multipart/form-data" data-summarise data-version="1">
  <label>File <input type="file" name="rows" data-summarise-file></label>
  <input type="hidden" name="score" value="p"><input type="hidden" name="outcome" value="y">
  <input type="hidden" name="by" value="sex"><input type="hidden" name="thresholds" value="alert=0.5">
  <input type="hidden" name="first" value="2026-01-05"><input type="hidden" name="every" value="week">
  <input type="hidden" name="summary" data-summarise-summary>
  <p role="status" data-summarise-status></p><div data-summarise-review hidden></div>
  <button type="submit" data-send="Send the summary">Summarise on this computer</button>
</form></main><script src="/summarise.js"></script>`

const ROWS = Array.from({ length: 3000 }, (_, i) => {
  const score = (((i * 7919) % 3000) + 0.123456789) / 3001
  return `secret-${i},${i % 2 === 0 ? 'f' : 'm'},${score},${score > 0.6 || i % 5 === 0 ? 1 : 0}`
})
const CSV = ['key,sex,p,y', ...ROWS].join('\n')

let folder = ''
let server: Server
let address = ''
const posted: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'in-browser-'))
  const assets = join(folder, 'assets')
  await promisify(execFile)(process.execPath, [
    join(ROOT, 'scripts/bundle-browser.mjs'),
    '--out',
    assets,
  ])
  const name = (await readdir(assets)).find((file) => file.endsWith('.js')) ?? ''
  const script = await readFile(join(assets, name))
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method === 'POST') posted.push(Buffer.concat(chunks).toString())
      const isScript = request.url === '/summarise.js'
      const policy = `default-src 'self'; script-src 'self'`
      const type = isScript ? 'text/javascript' : 'text/html; charset=utf-8'
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy })
      response.end(isScript ? script : PAGE)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

describe('a file given in the browser', () => {
  const browser = withBrowser()

  it('of which no row can be used is said to have nothing to send, and is not sent', async () => {
    const path = join(folder, 'words.csv')
    await writeFile(path, 'key,sex,p,y\na,f,high,1\nb,m,low,0')
    const page = await browser.newPage()
    await page.goto(address)
    await page.setInputFiles('input[type=file]', path)
    for (const _ of [1, 2]) {
      await page.click('text=Summarise on this computer')
      await page.waitForSelector('text=there is nothing to send')
    }
    expect(await page.textContent('[data-summarise-review]')).toContain(
      '2 rows read, 0 used. Left out: 2 rejected.',
    )
    expect(posted).toEqual([])
  })

  it('is summarised on that machine as on the command line, and only the summary is sent', async () => {
    const path = join(folder, 'log.csv')
    await writeFile(path, CSV)
    const page = await browser.newPage()
    await page.goto(address)
    await page.setInputFiles('input[type=file]', path)
    await page.click('button')
    await page.waitForSelector('text=Nothing has been sent yet')
    expect(await page.textContent('[data-summarise-review]')).toContain('3000 rows read, 3000 used')
    expect(posted).toEqual([])
    await page.click('text=Send the summary')
    await page.waitForSelector('text=Summarise on this computer')
    const body = posted.at(-1) ?? ''
    expect(body).not.toContain('secret-')
    const json = /name="summary"\r\n\r\n(.*)\r\n/.exec(body)?.[1] ?? ''
    const { summary } = await summariseFiles({
      files: [path],
      columns: { score: 'p', outcome: 'y', by: ['sex'] },
      thresholds: [{ name: 'alert', value: 0.5 }],
      first: '2026-01-05',
      today: '2026-11-29',
      generator: { name: 'wardround', version: '1' },
    })
    expect(parseSummary(JSON.parse(json))).toEqual({ summary })
  })

  it('is read as people have it, and the review says how', async () => {
    const path = join(folder, 'excel.csv')
    const rows = CSV.replaceAll(',', ';').replaceAll('.', ',').replaceAll(/;1$/gm, ';Yes')
    await writeFile(path, `sep=;\nScores of March\n${rows.replaceAll(/;0$/gm, ';No')}`)
    const page = await browser.newPage()
    await page.goto(address)
    await page.setInputFiles('input[type=file]', path)
    await page.click('button')
    await page.waitForSelector('text=Nothing has been sent yet')
    const review = (await page.textContent('[data-summarise-review]')) ?? ''
    for (const said of [
      '3000 rows read, 3000 used',
      'found in row 3',
      '“yes” as 1, “no” as 0',
      '3,000 cells have a decimal comma',
    ])
      expect(review).toContain(said)
  })

  it('is refused where it names people, and nothing is sent', async () => {
    const path = join(folder, 'people.csv')
    await writeFile(path, 'nhs_number,sex,p,y\n9434765919,f,0.5,1\n')
    const page = await browser.newPage()
    await page.goto(address)
    const before = posted.length
    await page.click('button')
    expect(await page.textContent('[role=status]')).toBe('Choose a file.')
    await page.setInputFiles('input[type=file]', path)
    await page.click('button')
    await page.waitForSelector('text=identify people: “nhs_number”')
    expect(posted.length).toBe(before)
  })
})
