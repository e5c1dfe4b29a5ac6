import { page } from '#kernel/declare/page.js'
import { showProduct } from '#modules/products/index.js'
import { EmptyState, Table } from '#ui/index.js'
import { countByVersion } from '../count-by-version.js'

/** The tab of a product: a log for each version, kept by its supplier. */
export const productPage = page({
  path: '/register/products/:id/hazards',
  allow: ['signed-in'],
  get: async ({ read, params, actor }) => {
    const { product, versions } = await read(showProduct, { id: params['id'] })
    const isSupplier = product.supplierId === actor.organisationId
    const counted = isSupplier ? await read(countByVersion, { productId: product.id }) : []
    const of = (id: string) => counted.find((one) => one.versionId === id)
    return {
      title: 'Hazards',
      nav: '/register',
      subject: { kind: 'product', id: product.id },
      tab: 'Hazards',
      body: isSupplier ? (
        <Table
          caption="A hazard log for each version, newest first"
          rows={versions}
          rowKey={(one) => one.id}
          empty={
            <EmptyState heading="No version is registered yet">
              <p>Register a version first; its log belongs to it.</p>
            </EmptyState>
          }
          columns={[
            {
              heading: 'Version',
              cell: (one) => (
                <a href={`/register/products/${product.id}/hazards/${one.id}`}>{one.name}</a>
              ),
            },
            {
              heading: 'Hazards that count',
              numeric: true,
              cell: (one) => of(one.id)?.hazards ?? 'none logged',
            },
            { heading: 'Under review', numeric: true, cell: (one) => of(one.id)?.underReview ?? 0 },
          ]}
        />
      ) : (
        <p>
          {product.supplierName} keeps a hazard log for each version. What it states arrives in the
          log of each deployment of that version, under its tab Hazards, to be scored there. It is
          not shown to anybody else.
        </p>
      ),
    }
  },
})
