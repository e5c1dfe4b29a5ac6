import { moduleOf } from '#kernel/describe.js'
import { frameworkPages } from './pages/framework-pages.js'

/** The agreed way, for anyone to read. */
export const frameworkModule = moduleOf({
  name: 'framework',
  rank: 2,
  pages: frameworkPages,
})
