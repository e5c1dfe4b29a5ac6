import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import { MAY_REGISTER_PRODUCTS, type Product, type Version } from '#modules/products/index.js'
import { asDate, EmptyState, FilterBar, Panel, Select, Table } from '#ui/index.js'
import type { ModelCard } from '../model.js'
import { showCards } from '../show-cards.js'
import { cardsHref, importHref } from './address.js'
import { Statements } from './statements.js'

/** The tab of a product: what its supplier states in the model card of a version. */
export const cardPage = page({
  path: '/register/products/:id/card',
  allow: ['signed-in'],
  get: async ({ read, params, query, actor }) => {
    const shown = await read(showCards, {
      productId: params['id'],
      versionId: query['version'] || undefined,
    })
    const { product, version, versions, cards } = shown
    const mayImport = shown.mayImport && isAllowed(actor, MAY_REGISTER_PRODUCTS)
    return {
      title: 'Model card',
      nav: '/register',
      subject: { kind: 'product', id: product.id },
      tab: 'Model card',
      body: version ? (
        <>
          {versions.length > 1 ? (
            <VersionChooser product={product} versions={versions} chosen={version.id} />
          ) : null}
          <CardOf product={product} version={version} cards={cards} mayImport={mayImport} />
        </>
      ) : (
        <EmptyState
          heading="No version is registered yet"
          action={{ href: `/register/products/${product.id}/versions`, words: 'Add a version' }}
        >
          <p>A model card belongs to a version. Register the version first.</p>
        </EmptyState>
      ),
    }
  },
})

const VersionChooser = (props: {
  product: Product
  versions: readonly Version[]
  chosen: string
}): ReactElement => (
  <FilterBar action={cardsHref(props.product.id)} buttonText="Show">
    <Select
      label="Version"
      name="version"
      value={props.chosen}
      choices={props.versions.map(({ id, name }) => ({ value: id, label: name }))}
    />
  </FilterBar>
)

const CardOf = (props: {
  product: Product
  version: Version
  cards: readonly ModelCard[]
  mayImport: boolean
}): ReactElement => {
  const { product, version, cards, mayImport } = props
  const [card, ...earlier] = cards
  const form = importHref(product.id, version.id)
  if (!card)
    return (
      <EmptyState
        heading={`No model card of version ${version.name} yet`}
        {...(mayImport ? { action: { href: form, words: 'Import a model card' } } : {})}
      >
        <p>
          A model card is what a supplier states about its product: how it was made, tested and
          meant to be used. {mayImport ? '' : whoImports(product)}
        </p>
      </EmptyState>
    )
  return (
    <>
      <h2>Model card of version {version.name}</h2>
      <Panel>{provenance(product, card)} Nobody has checked what it says.</Panel>
      <p>
        <a href={`${cardsHref(product.id)}/${card.id}/original.xml`}>Download it as it came</a>,{' '}
        <a href={`${cardsHref(product.id)}/${card.id}/canonical.xml`}>or as canonical XML</a>
        {mayImport ? (
          <>
            . <a href={form}>Import another card of this version</a>
          </>
        ) : null}
        .
      </p>
      <Statements statements={card.statements} />
      <h3>Every card of this version</h3>
      <CardTable productId={product.id} cards={[card, ...earlier]} />
    </>
  )
}

const whoImports = (product: Product): string =>
  product.claimed
    ? `Ask ${product.supplierName} for it.`
    : 'Whoever registers products may import it.'

const provenance = (product: Product, card: ModelCard): string => {
  const stated = (label: string): string =>
    card.statements.find((one) => one.headings.join('/') === label)?.value || 'not stated'
  const bySupplier = card.organisationId === product.supplierId
  return [
    `The supplier’s statements, in the form of CHAI model card ${card.format}.`,
    `Date of the release as it gives it: ${stated('Release/Date of the release')}.`,
    `Imported on ${asDate(card.importedAt)} by ${card.importedByName}, ${card.organisationName}${bySupplier ? ', its supplier' : ', which is not its supplier'}.`,
  ].join(' ')
}

const CardTable = (props: { productId: string; cards: readonly ModelCard[] }): ReactElement => (
  <Table
    caption="Cards of this version, newest first"
    quietCaption
    compact
    rows={props.cards}
    rowKey={(one) => one.id}
    columns={[
      { heading: 'Card', cell: (one) => one.number },
      { heading: 'Imported', cell: (one) => asDate(one.importedAt) },
      { heading: 'By', cell: (one) => `${one.importedByName}, ${one.organisationName}` },
      {
        heading: 'File',
        cell: (one) => (
          <a href={`${cardsHref(props.productId)}/${one.id}/original.xml`}>{one.fileName}</a>
        ),
      },
      { heading: 'SHA-256', cell: (one) => one.digest },
    ]}
  />
)
