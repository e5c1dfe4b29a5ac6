import type { SubjectHead } from '#kernel/declare/subject.js'
import { PageHeading, Tag } from '#ui/index.js'
import { showProduct } from '../show-product.js'

/** What stands above the tabs of a product. */
export const productHead: SubjectHead = {
  of: 'product',
  head: async ({ read }, id) => {
    const { product } = await read(showProduct, { id })
    return {
      title: product.name,
      breadcrumbs: [
        { text: 'Register', href: '/register' },
        { text: 'Products', href: '/register/products' },
      ],
      element: (
        <>
          <PageHeading aside={`by ${product.supplierName}`}>{product.name}</PageHeading>
          {product.withdrawnAt ? <Tag tone="red">Withdrawn</Tag> : null}
        </>
      ),
    }
  },
}
