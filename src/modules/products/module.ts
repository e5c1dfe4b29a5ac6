import { moduleOf, operations } from '#kernel/declare/module.js'
import { addComponent } from './add-component.js'
import { claimProduct, confirmClaim, declineClaim } from './claim-product.js'
import { claimHomeItems, findClaims, findUnclaimed } from './find-claims.js'
import { addAlias, editProduct } from './edit-product.js'
import { listProducts } from './list-products.js'
import { productHead } from './pages/head.js'
import { productPages } from './pages/pages.js'
import { registerProduct } from './register-product.js'
import { registerVersion } from './register-version.js'
import { productRoutes } from './routes.js'
import { searchProducts } from './search-products.js'
import { showProduct } from './show-product.js'
import { findSimilarProducts } from './similar-products.js'
import { findSuppliers } from './find-suppliers.js'

/** Products, their versions and components, and who supplies them. */
export const productsModule = moduleOf({
  name: 'products',
  rank: 4,
  operations: operations(
    registerProduct,
    registerVersion,
    editProduct,
    addAlias,
    addComponent,
    claimProduct,
    confirmClaim,
    declineClaim,
    findClaims,
    findUnclaimed,
    showProduct,
    listProducts,
    searchProducts,
    findSimilarProducts,
    findSuppliers,
  ),
  pages: productPages,
  routes: productRoutes,
  heads: [productHead],
  homeItems: claimHomeItems,
  tabs: [
    {
      of: 'product',
      label: 'Summary',
      order: 1,
      path: '/register/products/:id',
      allow: ['signed-in'],
    },
    {
      of: 'product',
      label: 'Versions',
      order: 2,
      path: '/register/products/:id/versions',
      allow: ['signed-in'],
    },
  ],
})
