export { registerProduct } from './register-product.js'
export { registerVersion } from './register-version.js'
export { showProduct } from './show-product.js'
export { listProducts } from './list-products.js'
export { searchProductIds, searchProducts } from './search-products.js'
export { findSimilarProducts, readSimilarProducts } from './similar-products.js'
export { readProduct, readVersion, readVersions, requireProduct } from './store.js'
export {
  MAY_REGISTER_PRODUCTS,
  PRODUCT_KIND_NAMES,
  PRODUCT_KINDS,
  type Component,
  type Product,
  type ProductKind,
  type Version,
} from './model.js'
export { productsModule } from './module.js'
