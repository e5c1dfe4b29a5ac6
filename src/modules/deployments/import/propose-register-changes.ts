import { findIdentifiable, identifiableMessage } from '#kernel/identifiable-data.js'
import type { DeploymentStage } from '../model.js'
import type { RegisterRow } from './read-register-file.js'

/** What the register knows that the rows of a file are compared with. */
export interface KnownRegister {
  organisation: { name: string; odsCode: string | null }
  /** Products whose name or other name equals one in the file, by that name in small letters. */
  products: ReadonlyMap<string, readonly KnownProduct[]>
  /** The organisation's deployments that have not ceased. */
  deployments: readonly KnownDeployment[]
  /** Deployment owners by e-mail and by name, both in small letters. */
  owners: ReadonlyMap<string, readonly { personId: string; name: string }[]>
  /** Ids of stages by id and by name in small letters. */
  stages: ReadonlyMap<string, DeploymentStage>
}

export interface KnownProduct {
  id: string
  name: string
  versions: readonly { id: string; name: string }[]
}

export interface KnownDeployment {
  id: string
  productId: string
  useTitle: string
  versionId: string | null
  stage: DeploymentStage
  ownerId: string
  revision: number
}

/** One row that would be added. */
export interface ProposedAddition {
  row: number
  key: string
  productId: string
  versionId: string | null
  use: string
  stage: DeploymentStage
  ownerId: string | null
}

/** One deployment that would change: its version, its owner or both. */
export interface ProposedChange {
  row: number
  key: string
  deploymentId: string
  versionId: string | null
  ownerId: string | null
  changes: string
}

/** A row that nothing is done with, and why. */
export interface Refusal {
  row: number
  key: string
  reason: string
}

/** What a file would do to the register; a row stands in one list. */
export interface RegisterProposal {
  read: number
  added: ProposedAddition[]
  changed: ProposedChange[]
  unchanged: number
  needsAPerson: Refusal[]
  skipped: Refusal[]
}

/** Compares a file with the register; it decides nothing that a person must, and says what it skips. */
export const proposeRegisterChanges = (
  rows: readonly RegisterRow[],
  known: KnownRegister,
): RegisterProposal => {
  const proposal: RegisterProposal = {
    read: rows.length,
    added: [],
    changed: [],
    unchanged: 0,
    needsAPerson: [],
    skipped: [],
  }
  const seen = new Map<string, number>()
  for (const row of rows) proposeRow(row, known, proposal, seen)
  return proposal
}

const proposeRow = (
  row: RegisterRow,
  known: KnownRegister,
  proposal: RegisterProposal,
  seen: Map<string, number>,
): void => {
  const key = [row.product, row.use].filter(Boolean).join(', ')
  const skip = (reason: string) => void proposal.skipped.push({ row: row.row, key, reason })
  const ask = (reason: string) => void proposal.needsAPerson.push({ row: row.row, key, reason })
  const reason = reasonToSkip(row, known)
  if (reason) return skip(reason)
  const stage = known.stages.get(small(row.stage))
  if (!stage) return skip(`“${row.stage}” is not a stage. Use one of the names of the stages.`)
  const products = known.products.get(small(row.product)) ?? []
  const [product] = products
  if (!product)
    return ask('No product with this name is registered. Register it, then run this again.')
  if (products.length > 1)
    return ask('More than one product has this name. Register this row by hand.')
  const version = row.version ? findVersion(product, row.version) : null
  if (version === undefined)
    return ask(
      `Version ${row.version} is not registered. Add it to the product, then run this again.`,
    )
  const owners = row.owner ? (known.owners.get(small(row.owner)) ?? []) : []
  if (row.owner && owners.length !== 1)
    return ask(
      owners.length > 1
        ? 'More than one deployment owner has this name. Give the e-mail address.'
        : 'The owner is not a deployment owner here. Give them the role first.',
    )
  const twin = `${product.id} ${small(row.use)}`
  const earlier = seen.get(twin)
  if (earlier) return skip(`The same product and use stand in row ${earlier}.`)
  seen.set(twin, row.row)
  const found = known.deployments.filter(
    (one) => one.productId === product.id && small(one.useTitle) === small(row.use),
  )
  if (found.length > 1) return ask('The register has this product and use more than once.')
  const ownerId = owners[0]?.personId ?? null
  const versionId = version?.id ?? null
  const [current] = found
  if (!current) {
    proposal.added.push({
      row: row.row,
      key,
      productId: product.id,
      versionId,
      use: row.use,
      stage,
      ownerId,
    })
    return undefined
  }
  if (current.stage !== stage)
    return ask('The register has it at another stage. Stages move by decisions at gates.')
  const changes = [
    ...(versionId && versionId !== current.versionId ? [`version to ${row.version}`] : []),
    ...(ownerId && ownerId !== current.ownerId ? [`owner to ${row.owner}`] : []),
  ]
  if (changes.length === 0) {
    proposal.unchanged += 1
    return undefined
  }
  proposal.changed.push({
    row: row.row,
    key,
    deploymentId: current.id,
    versionId: versionId !== current.versionId ? versionId : null,
    ownerId: ownerId !== current.ownerId ? ownerId : null,
    changes: changes.join(', '),
  })
  return undefined
}

const reasonToSkip = (row: RegisterRow, { organisation }: KnownRegister): string | undefined => {
  if (!row.product) return 'The product is missing.'
  if (!row.use) return 'What it is used for is missing.'
  if (row.use.length > 200) return 'What it is used for is longer than 200 characters.'
  const identifying = findIdentifiable(row.use, 'free-text')
  if (identifying.length > 0) return identifiableMessage(identifying)
  const names = [organisation.name, organisation.odsCode ?? ''].map(small)
  if (row.organisation && !names.includes(small(row.organisation)))
    return `This row is about ${row.organisation}; you act for ${organisation.name}.`
  return undefined
}

/** The version of that name; undefined when there is none. */
const findVersion = (product: KnownProduct, name: string) =>
  product.versions.find((version) => small(version.name) === small(name))

const small = (text: string): string => text.trim().toLowerCase()
