import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { addSite } from '#modules/organisations/index.js'
import {
  makeMonitored,
  makeVersion,
  present,
  type Monitored,
} from '../src/modules/monitoring/testing/monitored.js'
import { testApp, type TestApp } from './support/test-app.js'

// An address names a record below another. Where it belongs to a different one of the same organisation,
// whose rows row-level security shows, it must be refused however well the form or the body is filled in.

/** What an address names that is no record of its own: an item of the agreed way or a form, a place in a list. */
const NAMED = new Set(
  'scope requirement gate step decision target test section code kind form subject number'.split(
    ' ',
  ),
)
/** Both sides of a relation: what is asked is about the pair, and a pair that is none is not found. */
const RELATED = new Set(['member', 'party', 'predecessor', 'answer'])

/** Looked for among what its parent holds, so that there is no way to miss the parent. */
const FOUND_BY_BOTH =
  /^\/forms\/.*\/attachments\/|^\/register\/offered\/|^\/signed-answers\/.*\/documents\//

const IN_THE_FORM = ''

interface Case {
  /** As declared. */
  path: string
  /** The parent it belongs to, one it does not, and the rest of the address by name. */
  own: string
  other: string
  child: string
  by: Actor
  body?: Readonly<Record<string, string | number>>
}

let app: TestApp
let cases: readonly Case[]

const everyPath = (): string[] => [
  ...app.modules.flatMap(({ pages = [] }) => pages.map(({ path }) => path)),
  ...app.modules.flatMap(({ routes = [] }) => routes.map(({ path }) => path)),
]

const paramsOf = (path: string): string[] =>
  [...path.matchAll(/[:{](\w+)/g)].map(([, name = '']) => name)

const isChild = (path: string): boolean => {
  const records = paramsOf(path).filter((name) => !NAMED.has(name))
  return records.length > 1 && !records.slice(1).every((name) => RELATED.has(name))
}

const addressOf = ({ path, child }: Case, parent: string): string => {
  const [, last = ''] = paramsOf(path)
    .filter((name) => !NAMED.has(name))
    .slice(0, 2)
  return path
    .replace(/[:{]id\}?/, parent)
    .replace(new RegExp(`[:{]${last}\\}?`), child)
    .replace(/[:{]gate\}?/, 'pilot')
    .replace(/[:{]requirement\}?/, path.includes('deployments') ? 'R31' : 'R44')
    .replace(/[:{]scope\}?/, path.startsWith('/register') ? 'product-version' : 'product_version')
    .replace(/[:{]number\}?/, '1')
}

const sqlBehind = async (text: string): Promise<void> => {
  await app.sql(
    `set session_replication_role = replica; ${text}; set session_replication_role = origin`,
  )
}

/** Records of the first of two deployments, straight in the database. */
const belowDeployment = async (one: Monitored, owner: Actor): Promise<void> => {
  const [org, dep, who] = [one.organisation.id, one.deploymentId, owner.id]
  await sqlBehind(`
    insert into signals (id, organisation_id, deployment_id, plan_id, since, rule, way, measure, threshold, site, subject,
      window_from, window_to, point_ids, sentence, owner_id, due, raised_at)
    select 'sig_' || n, '${org}', '${dep}', 'pla_1', date '2026-10-05' + n, 'outside-limit', 'wrong', 'auroc', '', '', '',
      '2026-10-19', '2026-10-26', '{}', 'AUROC was low.', '${who}', '2026-11-05', now() from generate_series(1, 3) as n;
    insert into chart_rebases (id, organisation_id, deployment_id, measure, threshold, site, starts_on, reason,
      decided_by, decided_by_name, decided_at)
    values ('reb_1', '${org}', '${dep}', 'auroc', '', '', '2026-10-05', 'A new scanner', '${who}', 'O', now());
    insert into gate_conditions (id, organisation_id, deployment_id, decision_id, condition, owner_id, owner_name, due)
    values ('con_1', '${org}', '${dep}', 'dec_1', 'Train the night staff', '${who}', 'O', '2026-12-01');
    insert into gate_exceptions (id, organisation_id, deployment_id, gate, target, target_name, reason, until,
      granted_by, granted_by_name, role, granted_on, granted_at)
    values ('exc_1', '${org}', '${dep}', 'pilot', 'R31', 'Oversight', 'It comes soon', '2027-01-01', '${who}', 'O',
      'executive-sponsor', '2026-11-01', now());
    insert into gate_signatures (id, organisation_id, deployment_id, gate, step, step_name, statement, role, signed_by,
      signed_by_name, signed_on, signed_at, basis, framework_version)
    values ('sgn_1', '${org}', '${dep}', 'pilot', 'safety', 'Safety', 'It is so.', 'clinical-safety-officer', '${who}',
      'O', '2026-11-01', now(), '{}', '1')`)
}

const attach = async (path: string, by: Actor): Promise<string> => {
  const bytes = `What it is for ${path}`
  const type = { 'content-type': 'application/octet-stream' }
  const at = `${path}/documents?title=Card&file_name=card.txt`
  const answer = await app.api('POST', at, by, bytes, type)
  expect(answer.status, await answer.clone().text()).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

const make = async (): Promise<readonly Case[]> => {
  const { trusts, icb } = await app.world.system(1)
  const trust = present(trusts[0])
  const other = await app.world.organisation('Another Trust')
  const everyone = await app.world.person(
    trust,
    'deployment-owner',
    'executive-sponsor',
    'administrator',
    'clinical-safety-officer',
    'technical-lead',
    'information-governance-lead',
  )
  const operator = await app.world.person(trust, 'operator')
  const [product, stranger] = [await makeVersion(app), await makeVersion(app)]
  await app.sql(
    `update products set supplier_id = (select supplier_id from products where id = $1) where id = $2`,
    [product.productId, stranger.productId],
  )
  const [maker] = await app.sql<{ supplier_id: string }>(
    'select supplier_id from products where id = $1',
    [product.productId],
  )
  const supplier = await app.world.person(
    { id: present(maker).supplier_id, name: 'Example Supplier' },
    'supplier-contact',
    'clinical-safety-officer',
  )
  const one = await makeMonitored(app, trust, product)
  const two = await makeMonitored(app, trust, product)
  await belowDeployment(one, everyone)
  const { id: site } = await app.registry.run(addSite, everyone, { name: 'Main', code: '' })
  const [versionId, otherVersion] = [
    present(product.versionIds[0]),
    present(stranger.versionIds[0]),
  ]
  await sqlBehind(`
    insert into system_membership_proposals (id, organisation_id, system_id, reason, proposed_at)
    values ('prp_1', '${trust.id}', '${icb.id}', 'A national file', now());
    insert into model_cards (id, organisation_id, version_id, number, format, file_name, size, digest, canonical_digest,
      statements, imported_by, imported_by_name, imported_at)
    values ('crd_1', '${supplier.organisationId}', '${versionId}', 1, '0.2', 'card.xml', 10, '${'a'.repeat(64)}',
      '${'a'.repeat(64)}', '[]', 'acc_1', 'S', now())`)
  const [membership] = await app.sql<{ id: string }>(
    'select id from system_memberships where organisation_id = $1',
    [trust.id],
  )
  const until = { 'until-day': '2', 'until-month': '11', 'until-year': '2026' }

  const deployment = { own: one.deploymentId, other: two.deploymentId, by: everyone }
  const organisation = { own: trust.id, other: other.id, by: operator }
  const version = { own: versionId, other: otherVersion, by: supplier }
  const productCase = { own: product.productId, other: stranger.productId, by: supplier }
  const below = (path: string, child: string, body?: Case['body']): Case => ({
    ...deployment,
    path: `/register/deployments/:id/${path}`,
    child,
    ...(body ? { body } : {}),
  })
  const reason = { reason: 'It is over' }
  const files = [
    ['/register/deployments/:id/evidence/:requirement/documents/:document', deployment],
    ['/register/files/:scope/:id/:requirement/documents/:document', version],
    ['/deployments/{id}/evidence/{requirement}/documents/{document}', deployment],
    ['/evidence/{scope}/{id}/{requirement}/documents/{document}', version],
  ] as const
  const documents: Case[] = []
  for (const [path, where] of files) {
    const at =
      where === deployment
        ? `/deployments/${where.own}/evidence/R31`
        : `/evidence/product_version/${where.own}/R44`
    const child = await attach(at, where.by)
    const steps = path.startsWith('/register') ? [''] : ['', '/openings']
    for (const step of steps)
      documents.push({
        ...where,
        path: `${path}${step}`,
        child,
        body: step ? {} : undefined,
      } as Case)
    documents.push({ ...where, path: `${path}/withdraw`, child, body: reason })
  }
  const hazards = everyPath()
    .filter((path) => path.startsWith('/register/products/:id/hazards/:version'))
    .map((path): Case => {
      const body = path.endsWith('/add') ? { name: 'A delay', entry: 'logged' } : undefined
      return { ...productCase, path, child: versionId, ...(body ? { body } : {}) }
    })
  return [
    below('monitoring/signals/:signal', 'sig_1', { answer: 'acknowledge', revision: 1 }),
    below('monitoring/signals/:signal/owner', 'sig_2', { revision: 1, ownerId: everyone.id }),
    below('monitoring/rebase/:rebase/undo', 'reb_1', reason),
    below('gates/conditions/:condition', 'con_1', { note: 'Done' }),
    below('gates/exceptions/:exception/revoke', 'exc_1', reason),
    below('gates/:gate/signatures/:signature/take-back', 'sgn_1', reason),
    { ...deployment, path: '/deployments/{id}/signals/{signal}', child: 'sig_3' },
    {
      ...deployment,
      path: '/deployments/{id}/signals/{signal}/answers',
      child: 'sig_3',
      body: { revision: 1, state: 'acknowledged' },
    },
    ...documents,
    ...hazards,
    {
      ...productCase,
      path: '/register/products/:id/versions',
      // Named in the form: the page itself is another record's, and is shown.
      child: IN_THE_FORM,
      body: { act: 'component', versionId, kind: 'not-disclosed' },
    },
    { ...productCase, path: '/register/products/:id/card/:version/import', child: versionId },
    { ...productCase, path: '/register/products/:id/card/:card/original.xml', child: 'crd_1' },
    { ...productCase, path: '/register/products/:id/card/:card/canonical.xml', child: 'crd_1' },
    { ...productCase, path: '/products/{id}/versions/{versionId}/card', child: versionId },
    {
      ...organisation,
      path: '/register/organisations/:id/memberships/:membership/end',
      child: present(membership).id,
      body: until,
    },
    {
      ...organisation,
      path: '/register/organisations/:id/proposals/:proposal',
      child: 'prp_1',
      body: { decision: 'refuse' },
    },
    {
      ...organisation,
      by: everyone,
      path: '/register/organisations/:id/sites/:site/close',
      child: site,
      body: {},
    },
  ]
}

beforeAll(async () => {
  app = await testApp()
  cases = await make()
}, 120_000)
afterAll(() => app.close())

const refused = (status: number): boolean => status === 403 || status === 404
const isPage = (path: string): boolean => path.startsWith('/register')

const send = (one: Case, parent: string): Promise<Response> => {
  const address = addressOf(one, parent)
  if (!isPage(one.path)) return app.api('POST', address, one.by, one.body)
  const values = Object.entries(one.body ?? {}).map(([name, value]) => [name, String(value)])
  return app.post(address, one.by, Object.fromEntries(values) as Record<string, string>)
}

describe('a record under the address of another', () => {
  test('every address of a record below a record is tried', () => {
    const left = everyPath().filter(isChild)
    expect(left.length).toBeGreaterThan(30)
    const tried = new Set(cases.map(({ path }) => path))
    expect(left.filter((path) => !tried.has(path) && !FOUND_BY_BOTH.test(path))).toEqual([])
  })

  test('is not shown', async () => {
    for (const one of cases.filter(({ child }) => child !== IN_THE_FORM)) {
      const description = `GET ${one.path}`
      const ask = (parent: string) =>
        isPage(one.path)
          ? app.get(addressOf(one, parent), one.by)
          : app.api('GET', addressOf(one, parent), one.by)
      const wrong = await ask(one.other)
      if (wrong.status === 405) continue
      expect(refused(wrong.status), `${description}: ${wrong.status}`).toBe(true)
    }
  })

  test('is not changed, and is where it belongs', async () => {
    const written = () => app.sql('select count(*) as n from audit')
    for (const one of cases.filter(({ body }) => body !== undefined)) {
      const before = await written()
      const wrong = await send(one, one.other)
      expect(refused(wrong.status), `POST ${one.path}: ${wrong.status}`).toBe(true)
      expect(await written(), one.path).toEqual(before)
      const right = await send(one, one.own)
      expect(right.status, `POST ${one.path} where it belongs: ${await right.text()}`).toBeLessThan(
        400,
      )
    }
  })
})
