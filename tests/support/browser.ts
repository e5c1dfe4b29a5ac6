import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchChromium } from './chromium.js'

const SCREENSHOTS = fileURLToPath(new URL('../../screenshots/', import.meta.url))

/** How a page of the test browser is opened. */
export interface PageOptions {
  /** Width in CSS pixels; 1200 unless told. */
  width?: number
  /** False switches scripts off, as some people and some trusts do. */
  javaScript?: boolean
  baseURL?: string
}

/** A browser for the tests of one file. */
export interface TestBrowser {
  /** A page of its own, with own cookies, until the test ends; an error in its console fails the test. */
  newPage(options?: PageOptions): Promise<Page>
}

/** One browser for the files of a worker, one after another; it ends with the worker. */
let shared: Promise<Browser> | undefined

const startedBrowser = async (): Promise<Browser> => {
  const before = await shared?.catch(() => undefined)
  if (before?.isConnected()) return before
  shared = launchChromium()
  return shared
}

/** A real browser, there before the tests of this file; each page of it has a context of its own. */
export const withBrowser = (): TestBrowser => {
  let browser: Browser | undefined
  let open: { kind: string; page: Page }[] = []
  let faults: string[] = []
  /** Pages that an earlier test of this file has left, by how they were opened. */
  const left = new Map<string, Page[]>()
  beforeAll(async () => {
    browser = await startedBrowser()
  })
  afterEach(async () => {
    const [pages, seen] = [open, faults]
    open = []
    faults = []
    await Promise.all(
      pages.map(async ({ kind, page }) => {
        if (await isEmptied(page)) left.set(kind, [...(left.get(kind) ?? []), page])
      }),
    )
    expect(seen, `Errors in the console of the browser:\n${seen.join('\n')}`).toEqual([])
  })
  afterAll(async () => {
    await Promise.all([...left.values()].flat().map((page) => page.context().close()))
  })
  const startPage = async (browserNow: Browser, options: PageOptions): Promise<Page> => {
    const { width = WIDTH, javaScript = true, baseURL } = options
    const context = await browserNow.newContext({
      viewport: { width, height: HEIGHT },
      javaScriptEnabled: javaScript,
      locale: 'en-GB',
      ...(baseURL ? { baseURL } : {}),
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      // A status of 4xx is an answer that tests ask for on purpose.
      const isAnswer = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !isAnswer) faults.push(message.text())
    })
    return page
  }
  return {
    async newPage(options = {}) {
      if (!browser) throw new Error('withBrowser() must be called outside the tests of its file')
      const kind = JSON.stringify([options.javaScript ?? true, options.baseURL])
      const earlier = left.get(kind)?.pop()
      const page = earlier ?? (await startPage(browser, options))
      if (earlier) await page.setViewportSize({ width: options.width ?? WIDTH, height: HEIGHT })
      open.push({ kind, page })
      return page
    },
  }
}

const WIDTH = 1200
const HEIGHT = 900
const NEXT_FRAME_MS = 250

/**
 * Leaves a page as if it were new: signed out and empty. A new one starts a process, which takes as
 * long as three pages; the product keeps nothing in a browser but cookies.
 */
const isEmptied = async (page: Page): Promise<boolean> => {
  if (page.isClosed()) return false
  try {
    await page.context().clearCookies()
    await page.goto('about:blank')
    return true
  } catch {
    // It was still on its way somewhere: such a page is not used again.
    await page.context().close()
    return false
  }
}

/** Journeys leave pictures; those of other tests are for eyes that ask for them. */
const leavesPicture = (): boolean => {
  const asked = process.env['SCREENSHOTS']
  if (asked !== undefined) return asked === 'all'
  return expect.getState().testPath?.includes('/tests/journeys/') ?? false
}

/**
 * Leaves a picture of the whole page in `screenshots/`, as `name.png`: in journeys, and in every test
 * with SCREENSHOTS=all; SCREENSHOTS=none leaves none.
 */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  if (!leavesPicture()) return
  await mkdir(SCREENSHOTS, { recursive: true })
  await page.waitForLoadState()
  // By the browser's own protocol, which packs lightly, in a window as long as the page: half the
  // time of Playwright's way.
  const before = page.viewportSize() ?? { width: WIDTH, height: HEIGHT }
  const devTools = await page.context().newCDPSession(page)
  const { cssContentSize } = await devTools.send('Page.getLayoutMetrics')
  const height = Math.max(before.height, Math.ceil(cssContentSize.height))
  await page.setViewportSize({ width: before.width, height })
  const capture = () => devTools.send('Page.captureScreenshot', { optimizeForSpeed: true })
  // Between two sizes of the window there may be no frame to take: the browser then says that it cannot.
  const { data } = await capture().catch(async () => {
    await sleep(NEXT_FRAME_MS)
    return capture()
  })
  await devTools.detach()
  await writeFile(join(SCREENSHOTS, `${name}.png`), data, 'base64')
  await page.setViewportSize(before)
}

/** Makes the page 320 px wide and fails, naming what sticks out, when it scrolls sideways. */
export const expectFitsPhone = async (page: Page): Promise<void> => {
  await page.waitForLoadState()
  await page.setViewportSize({ width: phoneWidth, height: 640 })
  const sticking = await page.evaluate(whatSticksOut)
  expect(sticking, `Sticks out at 320 px: ${page.url()}\n${sticking.join('\n')}`).toEqual([])
}

// Runs in the page, so it must hold all it needs.
const whatSticksOut = (): string[] => {
  const wide = document.documentElement.scrollWidth
  if (wide <= 320) return []
  const isContained = ({ parentElement: parent }: Element): boolean =>
    parent !== null &&
    parent !== document.body &&
    (getComputedStyle(parent).overflowX !== 'visible' || isContained(parent))
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > 321 && !isContained(element))
    .map((element) => element.outerHTML.slice(0, 120))
    .slice(0, 5)
    .concat(`the page is ${wide} px wide`)
}

/** The width in CSS pixels of the narrowest phone a page must fit (WCAG 2.2, 1.4.10 Reflow). */
export const phoneWidth = 320
