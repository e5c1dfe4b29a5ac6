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

  it('finds words too pale to read, where paler ones of that class were not seen before', async () => {
    const one = await browser.newPage()
    const style = (colour: string) => `<style>.words { color: ${colour} }</style>`
    await one.setContent(page(`${style('#777')}<p class="words few">Pale</p>`))
    await expect(expectNoAxeFaults(one)).rejects.toThrow('color-contrast')
    await one.setContent(page(`${style('#000')}<p class="words few">Black</p>`))
    await expectNoAxeFaults(one)
    await one.setContent(page(`${style('#777')}<p class="words many">Pale</p>`))
    await expect(expectNoAxeFaults(one)).rejects.toThrow('color-contrast')
  })

  describe('a page that a test has left', () => {
    const url = 'http://127.0.0.1/'
    let used: unknown

    it('is signed in there', async () => {
      const one = await browser.newPage({ width: 400 })
      await one.context().addCookies([{ name: 'session', value: 'of-somebody', url }])
      await one.setContent(page('<p>Private</p>'))
      used = one
    })

    it('comes to the next one signed out, empty and as wide as it asks', async () => {
      const one = await browser.newPage()
      expect(one).toBe(used)
      expect(await one.context().cookies()).toEqual([])
      expect(one.url()).toBe('about:blank')
      expect(one.viewportSize()?.width).toBe(1200)
    })

    it('is given to one at a time', async () => {
      expect(await browser.newPage()).not.toBe(await browser.newPage())
    })
  })

  it('asks no network', async () => {
    const one = await browser.newPage()
    await expect(one.goto('http://example.org/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
  })
})
