import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'
import type { Subject } from './model.js'

/** Where something about a version or a supplier is in use in one's own organisation. */
export interface InUse {
  /** The deployments that run the version, or anything of the supplier, by name; ceased ones left out. */
  deployments: readonly { id: string; name: string }[]
  /** The product; of a supplier's one that runs here, or the first by name. */
  product: { id: string; name: string } | null
  /** The product with its version; null for what is about a supplier. */
  version: string | null
  /** Whether another version of the product runs here. */
  runsOther: boolean
}

const NOWHERE: InUse = { deployments: [], product: null, version: null, runsOther: false }

/** Where some versions and suppliers are in use in an organisation; the answer is asked by subject. */
export const readInUse = async (
  db: ReadDb,
  organisationId: string,
  subjects: readonly Subject[],
): Promise<(subject: Subject) => InUse> => {
  if (subjects.length === 0) return () => NOWHERE
  const wanted = subjects.map(({ scope, subjectId }) => ({ scope, subject: subjectId }))
  const { rows } = await sql<{
    scope: string
    subject: string
    productId: string
    product: string
    version: string | null
    runsOther: boolean
    deploymentId: string | null
    use: string | null
  }>`
    select distinct s.scope, s.subject, p.id as "productId", p.name as product, v.name as version,
        d.id as "deploymentId", u.title as use,
        v.id is not null and exists (select 1 from deployments o where o.product_id = p.id and o.version_id <> v.id
          and o.organisation_id = ${organisationId} and o.state <> 'ceased') as "runsOther"
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as s (scope text, subject text)
      left join versions v on s.scope = 'product_version' and v.id = s.subject
      join products p on p.id = v.product_id or (s.scope = 'supplier' and p.supplier_id = s.subject)
      left join deployments d on d.product_id = p.id and d.organisation_id = ${organisationId}
        and d.state <> 'ceased' and (s.scope = 'supplier' or d.version_id = s.subject)
      left join use_cases u on u.id = d.use_case_id
     order by p.name, p.id, u.title, d.id`.execute(db)
  return ({ scope, subjectId }) => {
    const of = rows.filter((row) => row.scope === scope && row.subject === subjectId)
    const [first] = [...of.filter((row) => row.deploymentId !== null), ...of]
    return {
      deployments: of.flatMap(({ deploymentId, product, use }) =>
        deploymentId === null ? [] : [{ id: deploymentId, name: `${product}: ${use ?? ''}` }],
      ),
      product: first ? { id: first.productId, name: first.product } : null,
      version: first?.version ? `${first.product} ${first.version}` : null,
      runsOther: first?.runsOther ?? false,
    }
  }
}
