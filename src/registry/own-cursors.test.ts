import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { listDeployments, registerDeployment } from '#modules/deployments/index.js'
import { listProducts, registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../tests/support/test-app.js'
import { markCursors, markOf, openCursor } from './own-cursors.js'

describe('the mark of a list', () => {
  const given = { search: 'x', sort: 'name', limit: 50 }
  test.each([
    ['another list', 'b', given, false],
    ['another filter', 'a', { ...given, search: 'y' }, false],
    ['another order', 'a', { ...given, sort: 'newest' }, false],
    ['another length of page', 'a', { ...given, limit: 10 }, true],
    ['the page after', 'a', { ...given, cursor: 'c' }, true],
  ])('%s', (_what, name, input, same) => {
    expect(markOf(name, input) === markOf('a', given)).toBe(same)
  })

  test('stands on the cursors of a list and of the page inside an answer, and on nothing else', () => {
    const page = { rows: [], next: 'n', previous: null }
    const answer = { next: 'n', title: 'T', page, step: { next: 'Sign it' }, at: new Date(0) }
    expect(markCursors(answer, 'm')).toEqual({
      ...answer,
      next: 'n.m',
      page: { ...page, next: 'n.m' },
    })
    expect(openCursor('n.m', 'm')).toBe('n')
    expect(() => openCursor('n', 'm')).toThrow('Start the list again.')
  })
})

describe('over the entrances', () => {
  let app: TestApp
  let supplier: Actor
  beforeAll(async () => {
    app = await testApp()
    const organisation = await app.world.organisation('Example Supplier', 'supplier')
    supplier = await app.world.person(organisation, 'supplier-contact')
    for (const name of ['Alpha reader', 'Beta reader', 'Gamma reader'])
      await app.registry.run(registerProduct, supplier, { name, version: { name: '1.0' } })
  })
  afterAll(() => app.close())

  test('a cursor leads on in its own list and is refused with a sentence by every other', async () => {
    const { rows, next } = await app.registry.read(listProducts, supplier, { limit: 1 })
    const onward = await app.registry.read(listProducts, supplier, { limit: 2, cursor: next ?? '' })
    expect([rows.length, onward.rows.length, onward.next]).toEqual([1, 2, null])
    const back = await app.registry.read(listProducts, supplier, {
      limit: 2,
      cursor: onward.previous ?? '',
    })
    expect(back.rows).toEqual(rows)
    for (const path of ['/products?search=reader', '/deployments?', '/opportunities?']) {
      const answer = await app.api('GET', `${path}&cursor=${next}`, supplier)
      expect(answer.status, path).toBe(422)
      expect(await answer.json()).toMatchObject({
        problems: [{ field: 'cursor', message: expect.stringContaining('another list') }],
      })
    }
  })

  test('a value of another kind in a cursor is refused with a sentence, over REST and on a page', async () => {
    const trust = await app.world.organisation('Example Trust')
    const owner = await app.world.person(trust, 'deployment-owner')
    const { rows } = await app.registry.read(listProducts, supplier, { limit: 2 })
    for (const { id: productId } of rows) {
      const useCase = { title: 'Scans' }
      await app.registry.run(registerDeployment, owner, { productId, useCase })
    }
    const list = { sort: 'changed', limit: 1 } as const
    const { next } = await app.registry.read(listDeployments, owner, list)
    const [body = '', mark = ''] = (next ?? '').split('.')
    const [way, , id] = JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[]
    for (const value of ['yesterday morning', 1e308, '9'.repeat(300)]) {
      const forged = Buffer.from(JSON.stringify([way, value, id])).toString('base64url')
      const cursor = `${forged}.${mark}`
      const overRest = await app.api('GET', `/deployments?sort=changed&cursor=${cursor}`, owner)
      const onPage = await app.get(`/register?sort=changed&cursor=${cursor}`, owner)
      expect([overRest.status, onPage.status]).toEqual([422, 422])
      expect(await onPage.text()).toContain('Start the list again.')
    }
  })
})
