import type { ReactElement } from 'react'
import { withoutFilters, withQuery } from '#kernel/address.js'
import { isAllowed } from '#kernel/actor.js'
import { streamCsv } from '#kernel/csv.js'
import { page, type PageContext } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import {
  asShortDate,
  Button,
  EmptyList,
  FilterBar,
  ListFoot,
  PageHeading,
  RegisterTabs,
  Select,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { listProducts } from '../../list-products.js'
import {
  MAY_REGISTER_PRODUCTS,
  PRODUCT_KIND_NAMES,
  PRODUCT_KINDS,
  type Product,
} from '../../model.js'

const HERE = '/register/products'
const EXPORTED_AT_ONCE = 2000

/** The products of the register. */
export const listPage = page({
  path: HERE,
  allow: ['signed-in'],
  get: async ({ read, query, actor }) => {
    const products = await read(listProducts, { ...query, limit: undefined })
    const to = (changes: Record<string, string | undefined>) =>
      withQuery(HERE, { ...query, cursor: undefined, ...changes })
    return {
      title: 'Products',
      nav: '/register',
      body: (
        <>
          <PageHeading>Products</PageHeading>
          <RegisterTabs active={HERE} />
          <Filters query={query} />
          {isAllowed(actor, MAY_REGISTER_PRODUCTS) ? (
            <Button href="/register/products/new">Register a product</Button>
          ) : null}
          <ProductTable
            rows={products.rows}
            to={to}
            sort={query['sort'] ?? 'name'}
            clearHref={withoutFilters(HERE, query)}
          />
          <ListFoot
            list={products}
            to={to}
            csvHref={withQuery('/register/products.csv', { ...query, cursor: undefined })}
          />
        </>
      ),
    }
  },
})

/** The same list as a file. */
export const listCsv = page({
  path: '/register/products.csv',
  allow: ['signed-in'],
  get: async ({ read, query, now }) => ({
    download: streamCsv(
      ['id', 'product', 'supplier', 'kind', 'other names', 'registered'],
      (cursor) => read(listProducts, { ...query, cursor, limit: EXPORTED_AT_ONCE }),
      (one) => [
        one.id,
        one.name,
        one.supplierName,
        PRODUCT_KIND_NAMES[one.kind],
        one.aliases.join('; '),
        londonDate(one.registeredAt),
      ],
    ),
    type: 'text/csv; charset=utf-8',
    fileName: `products-${londonDate(now)}.csv`,
  }),
})

const Filters = ({ query }: { query: PageContext['query'] }): ReactElement => (
  <FilterBar
    action={HERE}
    keep={query['sort'] ? { sort: query['sort'] } : {}}
    clearHref={withoutFilters(HERE, query)}
  >
    <TextField
      label="Search"
      hint="Product, other name or supplier"
      name="search"
      type="search"
      value={query['search']}
    />
    <Select
      label="Kind"
      name="kind"
      empty="All kinds"
      value={query['kind']}
      choices={PRODUCT_KINDS.map((kind) => ({ value: kind, label: PRODUCT_KIND_NAMES[kind] }))}
    />
  </FilterBar>
)

const ProductTable = (props: {
  rows: readonly Product[]
  to(changes: Record<string, string>): string
  sort: string
  clearHref: string | undefined
}): ReactElement => (
  <Table
    caption="Products in the register"
    quietCaption
    rows={props.rows}
    rowKey={(one) => one.id}
    empty={
      <EmptyList heading="No product is registered yet" clearHref={props.clearHref}>
        <p>A product is registered once, for everybody; its supplier may claim it later.</p>
      </EmptyList>
    }
    columns={[
      {
        heading: 'Product',
        sort: {
          href: props.to({ sort: 'name' }),
          direction: props.sort === 'name' ? 'ascending' : undefined,
        },
        cell: (one) => <a href={`/register/products/${one.id}`}>{one.name}</a>,
      },
      { heading: 'Supplier', cell: (one) => one.supplierName },
      { heading: 'Kind', cell: (one) => PRODUCT_KIND_NAMES[one.kind] },
      {
        heading: 'Registered',
        sort: {
          href: props.to({ sort: 'newest' }),
          direction: props.sort === 'newest' ? 'descending' : undefined,
        },
        cell: (one) => asShortDate(one.registeredAt),
      },
      {
        heading: 'State',
        cell: (one) =>
          one.claimed ? <Tag tone="green">Claimed by its supplier</Tag> : <Tag>Not claimed</Tag>,
      },
    ]}
  />
)
