import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Invalid, NotAllowed } from '#kernel/errors.js'
import { agreedWay } from '#modules/framework/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import {
  addLink,
  saveAnswer,
  setOpening,
  showAnswer,
  signAnswer,
  withdrawAnswer,
} from '../index.js'
import { requireAskedRequirement } from '../subject.js'
import { exampleAnswers } from '../testing/answer-everything.js'

// A supplier opens some of its file to everybody; a trust's own assessment of the same stays closed.

let app: TestApp
let contact: Actor
let technical: Actor
let productId: string
let file: { scope: 'product_version'; subjectId: string }
let company: { scope: 'supplier'; subjectId: string }

beforeAll(async () => {
  app = await testApp()
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact')
  technical = await app.world.person(await app.world.organisation('A trust'), 'technical-lead')
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    version: { name: '4.1' },
  })
  productId = product.id
  file = { scope: 'product_version', subjectId: product.versionId ?? '' }
  company = { scope: 'supplier', subjectId: supplier.id }
  const link = { title: 'Internal test report', address: 'https://supplier.example.test/x' }
  await app.registry.run(addLink, contact, { ...file, requirementId: 'R01', ...link })
  for (const requirementId of ['R01', 'R44', 'R13'])
    await sign(contact, { ...aboutOf(requirementId), requirementId })
  await sign(technical, { ...file, requirementId: 'R08' })
})
afterAll(() => app.close())

const aboutOf = (requirementId: string) =>
  agreedWay().requirements.find(({ id }) => id === requirementId)?.scope === 'supplier'
    ? company
    : file

const sign = async (actor: Actor, about: { requirementId: string }) => {
  const { draft } = await app.registry.read(showAnswer, actor, about)
  const answers = exampleAnswers(requireAskedRequirement(agreedWay(), { part: '', ...about }))
  const given = { ...about, answers, revision: draft?.revision ?? 0 }
  const { revision } = await app.registry.run(saveAnswer, actor, given)
  await app.registry.run(signAnswer, actor, { ...about, revision })
}

const open = (actor: Actor, opensTo: string, of: object = file) =>
  app.registry.run(setOpening, actor, { ...of, opensTo })
const see = async (path = `/public/products/${productId}`) => {
  const answer = await app.get(path)
  return { status: answer.status, html: await answer.text() }
}

describe('what a supplier opens to everybody', () => {
  test('is nothing at first, and stays so for what only NHS organisations may open', async () => {
    expect((await see()).status).toBe(404)
    await open(contact, 'nhs')
    expect((await see()).status).toBe(404)
    expect((await see('/public/products')).html).toContain('Nothing is public yet')
  })

  test('is said by its supplier only, about its own file, and never of some requirements', async () => {
    await expect(open(technical, 'public')).rejects.toThrow(NotAllowed)
    const owner: Actor = { ...technical, roles: ['deployment-owner'] }
    await expect(open(owner, 'public')).rejects.toThrow('Only a supplier')
    const security = { ...aboutOf('R13'), requirementId: 'R13' }
    await expect(open(contact, 'public', security)).rejects.toThrow(Invalid)
    const force = `update signed_answers set opens_to = 'public' where requirement_id = $1`
    await expect(app.sql(force, ['R13'])).rejects.toThrow('signed_answers_public')
    const offered = await app.get(
      `/register/files/product-version/${file.subjectId}/who-may-open`,
      owner,
    )
    expect(await offered.text()).not.toContain('Everybody, without signing in')
  })

  test('is read without signing in: what is stated, who signed, until when; no document and nothing else', async () => {
    const { opened } = await open(contact, 'public', { ...file, requirementId: 'R01' })
    expect(opened).toEqual(['R01'])
    const [line] = await app.sql(
      `select after from audit where command = 'evidence.set-opening' order by id desc limit 1`,
    )
    expect(line?.['after']).toMatchObject({ opensTo: 'public', requirements: ['R01'] })
    const { status, html } = await see()
    expect(status).toBe(200)
    for (const said of [
      'DTAC form of this version',
      contact.name,
      'Example reader 4.1',
      '2 November 2026',
    ])
      expect(html).toContain(said)
    for (const hidden of [
      'Internal test report',
      'supplier.example.test',
      'R44',
      'R13',
      technical.name,
      contact.id,
    ])
      expect(html).not.toContain(hidden)
    const list = await see('/public/products?search=reader')
    expect(list.html).toContain(`/public/products/${productId}`)
    expect(list.html).toContain('1 statement')
    expect((await see('/public/products?search=%25')).html).not.toContain('Example reader')
    expect((await see('/public')).html).toContain('/public/products')
  })

  test('carries the digest that a passport of the same statement carries', async () => {
    const path = `/evidence/product_version/${file.subjectId}/passport`
    const passport = await (await app.api('POST', path, contact, { reason: 'To compare' })).json()
    const item = passport.items.find(
      (one: { statement: { requirement: string } }) => one.statement.requirement === 'R01',
    )
    expect((await see()).html).toContain(item.digest)
    const compared = async (copy: string) =>
      (await app.get(`/public/products/${productId}?copy=${copy}`)).text()
    const spelled = encodeURIComponent(item.digest.toUpperCase().replace(/(.{8})/, '$1:'))
    expect(await compared(spelled)).toContain('Your copy is the same as')
    expect(await compared('0'.repeat(64))).toContain('Your copy is none of the statements below')
    expect((await see()).html).not.toContain('Your copy is')
  })

  test('says when it has expired or is under review, and is gone once withdrawn or closed', async () => {
    const about = { ...file, requirementId: 'R01' }
    await app.sql(
      `update signed_answers set review_since = 'version 5', in_date_until = '2026-11-01' where requirement_id = 'R01'`,
    )
    const { html } = await see()
    expect(html).toContain('Expired')
    expect(html).toContain('since version 5')
    await open(contact, 'nhs', about)
    expect((await see()).status).toBe(404)
    await open(contact, 'public', about)
    await app.registry.run(withdrawAnswer, contact, { ...about, reason: 'It was wrong' })
    expect((await see()).status).toBe(404)
  })
})
