import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { page } from '#kernel/declare/page.js'
import { roleInText } from '#kernel/roles.js'
import {
  asCountOf,
  asDate,
  Card,
  EmptyState,
  FilterBar,
  InsetText,
  PageHeading,
  Pagination,
  SummaryList,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { askedStep } from '../addresses.js'
import { answerInWords } from '../words.js'
import { findPublicProducts, showPublicFile, type PublicStatement } from './show-public-file.js'

const HERE = '/public/products'

const productsPage = page({
  path: HERE,
  allow: ['public'],
  get: async ({ read, query }) => {
    const search = query['search'] ?? ''
    const found = await read(findPublicProducts, { search, cursor: query['cursor'] })
    return {
      title: 'What suppliers state about their products',
      publicPage: true,
      breadcrumbs: [{ text: 'All organisations', href: '/public' }],
      body: (
        <div className="wr-readable">
          <PageHeading>What suppliers state about their products</PageHeading>
          <p>
            Suppliers decide what of their own statements anybody may read. A product that is not
            listed has none that are public; that says nothing about the product.
          </p>
          <FilterBar action={HERE} buttonText="Search" clearHref={search ? HERE : undefined}>
            <TextField
              label="Name of the product or its supplier"
              name="search"
              type="search"
              value={search}
            />
          </FilterBar>
          <Table
            caption="Products with public statements"
            rows={found.rows}
            rowKey={(one) => one.id}
            empty={
              <EmptyState heading={search ? 'Nothing is found' : 'Nothing is public yet'}>
                <p>
                  {search
                    ? 'Try another part of the name, or ask the supplier itself.'
                    : 'No supplier has opened a statement to everybody so far.'}
                </p>
              </EmptyState>
            }
            columns={[
              {
                heading: 'Product',
                cell: (one) => <a href={`${HERE}/${one.id}`}>{one.name}</a>,
              },
              { heading: 'Supplier', cell: (one) => one.supplierName },
              { heading: 'Public', cell: (one) => asCountOf(one.statements, 'statement') },
            ]}
          />
          <Pagination
            next={found.next ? withQuery(HERE, { search, cursor: found.next }) : undefined}
          />
        </div>
      ),
    }
  },
})

const productPage = page({
  path: `${HERE}/:product`,
  allow: ['public'],
  get: async ({ read, params, query }) => {
    const shown = await read(showPublicFile, { productId: params['product'] })
    const { productName, supplierName, files, today } = shown
    const copy = query['copy'] ?? ''
    return {
      title: `What ${supplierName} states about ${productName}`,
      publicPage: true,
      breadcrumbs: [
        { text: 'All organisations', href: '/public' },
        { text: 'Products', href: HERE },
      ],
      body: (
        <div className="wr-readable">
          <PageHeading aside={supplierName}>{productName}</PageHeading>
          <InsetText>
            These are the supplier’s own statements, as they were signed. Nobody here has checked
            them for you, and nothing here means that the product is approved, compliant or safe.
          </InsetText>
          <FilterBar action={`${HERE}/${params['product']}`} buttonText="Compare">
            <TextField
              label="Digest on the copy you hold"
              hint="64 letters and figures, in a passport or printed beside the statement"
              name="copy"
              value={copy}
            />
          </FilterBar>
          {copy ? (
            <Compared copy={copy} statements={files.flatMap((one) => one.statements)} />
          ) : null}
          {files.map(({ about, isVersion, statements }) => (
            <section key={about}>
              <h2 className="nhsuk-heading-l">
                {isVersion ? about : `${about}, about the company`}
              </h2>
              {statements.map((one) => (
                <Statement key={one.id} one={one} />
              ))}
            </section>
          ))}
          <p className="wr-quiet">
            Read on {asDate(today)}. Documents beside a statement are not public; ask {supplierName}{' '}
            for them. The digest is the one that a passport of the same statement carries.
          </p>
        </div>
      ),
    }
  },
})

// An earlier edition is not public, so that another digest cannot be told from words that were changed.
const Compared = (props: {
  copy: string
  statements: readonly PublicStatement[]
}): ReactElement => {
  const digest = props.copy.toLowerCase().replaceAll(/[^0-9a-f]/g, '')
  const same = props.statements.find((one) => one.digest === digest)
  return (
    <InsetText>
      {same
        ? `Your copy is the same as “${same.requirement?.name ?? same.requirementId}” below, signed on ${asDate(same.signature.on)}.`
        : 'Your copy is none of the statements below: it is of another edition, the statement went to review since, or the copy was changed. What is below is what stands now.'}
    </InsetText>
  )
}

const Statement = ({ one }: { one: PublicStatement }): ReactElement => (
  <Card heading={one.requirement?.name ?? one.requirementId} headingLevel={3}>
    {one.requirement ? <p>{one.requirement.question}</p> : null}
    <SummaryList
      rows={[
        ...statedRows(one),
        {
          key: 'Signed by',
          value: `${one.signature.personName} (${roleInText(one.signature.role)}), ${asDate(one.signature.on)}`,
        },
        {
          key: 'In date until',
          value: (
            <>
              {one.inDateUntil ? asDate(one.inDateUntil) : 'something changes'}{' '}
              {one.isOver ? <Tag tone="red">Expired</Tag> : null}
              {one.reviewSince ? (
                <>
                  <Tag tone="orange">Under review</Tag> since {one.reviewSince}
                </>
              ) : null}
            </>
          ),
        },
        { key: 'Agreed way', value: `${askedStep(one)}, version ${one.frameworkVersion}` },
        {
          key: 'Digest (SHA-256)',
          value: <span className="wr-break">{one.digest}</span>,
        },
      ]}
    />
  </Card>
)

const statedRows = (one: PublicStatement) => {
  if (one.notApplicableReason !== null)
    return [{ key: 'Does not apply', value: one.notApplicableReason }]
  return (one.requirement?.fields ?? []).map((field) => {
    const reason = one.fieldsNotApplicable[field.id]
    return {
      key: field.label,
      value: reason ? `Does not apply: ${reason}` : answerInWords(field, one.values[field.id]),
    }
  })
}

/** What suppliers open to everybody: the products, and the statements about one. */
export const publicFilePages = [productsPage, productPage]
