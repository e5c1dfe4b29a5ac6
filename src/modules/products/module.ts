import { moduleOf, operations } from '#kernel/describe.js'
import { productPages } from './pages/pages.js'
import { registerProduct } from './register-product.js'
import { registerVersion } from './register-version.js'
import { productRoutes } from './routes.js'
import { showProduct } from './show-product.js'

/** Products, their versions and components, and who supplies them. */
export const productsModule = moduleOf({
  name: 'products',
  rank: 4,
  operations: operations(registerProduct, registerVersion, showProduct),
  pages: productPages,
  routes: productRoutes,
})
