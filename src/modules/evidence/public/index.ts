export { publicFilePages } from './public-pages.js'
export { findPublicProducts, showPublicFile } from './show-public-file.js'
