import { describe, expect, it } from 'vitest'
import { expectNoAxeFaults } from './axe.js'
import { expectFitsPhone, withBrowser } from './browser.js'

const page = (body: string): string =>
  `<!DOCTYPE html><html lang="en"><head><title>T</title>
  <meta name="viewport" content="width=device-width"></head><body><main><h1>T</h1>${body}</main></body></html>`

describe('the browser of the tests', () => {
  const browser = withBrowser()

  it('finds what sticks out of a phone, and lets contained things scroll', async () => {
    const one = await browser.newPage()
    await one.setContent(page('<div style="width: 500px">wide</div>'))
    await expect(expectFitsPhone(one)).rejects.toThrow('wide')
    await one.setContent(page('<div style="overflow: auto"><p style="width: 500px">in</p></div>'))
    await expectFitsPhone(one)
  })

  it('finds a picture without words', async () => {
    const one = await browser.newPage()
    await one.setContent(page('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'))
    await expect(expectNoAxeFaults(one)).rejects.toThrow('image-alt')
  })

  it('asks no network', async () => {
    const one = await browser.newPage()
    await expect(one.goto('http://example.org/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
  })
})
