import type { ReactElement } from 'react'
import { describe, expect, it } from 'vitest'
import { assetPaths, parseAssetManifest } from './assets.js'
import { Page, renderPage, type PageProps } from './page.js'

const assets = { css: '/assets/w.1.css', js: '/assets/w.1.js', icon: '/assets/w.1.svg' }

const render = (props: Partial<PageProps> = {}): string =>
  renderPage(
    (
      <Page title="Register" assets={assets} {...props}>
        <h1>Register</h1>
      </Page>
    ) as ReactElement,
  )

describe('Page', () => {
  it('starts with a doctype, names itself and its language', () => {
    expect(render()).toMatch(/^<!DOCTYPE html>\n<html lang="en-GB"><head><meta charSet="utf-8"\/>/)
    expect(render()).toContain('<title>Register – Wardround</title>')
  })

  it('says first in its title that a form has errors', () => {
    expect(render({ hasErrors: true })).toContain('<title>Error: Register – Wardround</title>')
  })

  it('carries the nonce on its only script, and no inline style or script', () => {
    const page = render({ nonce: 'n0nce', exampleBanner: true })
    expect(page.match(/<script[^>]*>[^<]*<\/script>/g)).toEqual([
      '<script src="/assets/w.1.js" defer="" nonce="n0nce"></script>',
    ])
    expect(page).not.toMatch(/ style=| on[a-z]+=/)
  })

  it('signs out by a POST that carries the token', () => {
    const user = { name: 'Sam Example', signOutAction: '/sign-out' }
    expect(render({ user, csrf: 'tok' })).toMatch(
      /<form[^>]* action="\/sign-out" method="post"[^>]*><input type="hidden" name="csrf" value="tok"\/>/,
    )
  })

  it('shows nobody and no navigation to somebody who is not signed in', () => {
    const page = render({ signInHref: '/sign-in' })
    expect(page).not.toContain('Sign out')
    expect(page).not.toContain('aria-label="Main"')
    expect(page).toContain('<a href="/sign-in">Sign in</a>')
    expect(page).toContain('href="/public">Wardround<')
    const user = { name: 'Sam Example', signOutAction: '/sign-out' }
    expect(render({ user })).toContain('href="/">Wardround<')
  })

  it('marks the part it is in, and counts what waits only when something does', () => {
    const nav = [
      { label: 'Alerts', href: '/alerts', count: 2 },
      { label: 'Lessons', href: '/lessons', count: 0 },
    ]
    const page = render({ nav, active: '/alerts' })
    expect(page.match(/aria-current="true"/g)).toHaveLength(1)
    expect(page.match(/ waiting</g)).toHaveLength(1)
  })

  it('escapes what people wrote', () => {
    expect(render({ title: '</title><script>', notice: '<b>x</b>' })).not.toMatch(
      /<script>|<b>x<\/b>/,
    )
  })

  it('says that it is an example in the given words', () => {
    expect(render({ exampleBanner: 'Simulated by seed 7.' })).toContain('Simulated by seed 7.')
    expect(render()).not.toContain('Worked example')
  })
})

describe('assetPaths', () => {
  it('gives the hashed addresses', () => {
    const built = {
      'wardround.css': 'w.a.css',
      'wardround.js': 'w.b.js',
      'wardround.svg': 'w.c.svg',
    }
    expect(assetPaths(parseAssetManifest(JSON.stringify(built)))).toEqual({
      css: '/assets/w.a.css',
      js: '/assets/w.b.js',
      icon: '/assets/w.c.svg',
    })
  })

  it('says how to build what is missing', () => {
    expect(() => assetPaths({})).toThrow('scripts/build-assets.mjs')
  })
})
