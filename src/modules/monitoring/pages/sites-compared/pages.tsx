import { page } from '#kernel/describe.js'
import { showSites } from '../../show-sites.js'
import { SitesBody } from './body.js'

/** How one product is doing across the sites that may be seen; a tab of the product. */
export const sitesPage = page({
  path: '/register/products/:id/doing',
  allow: ['signed-in'],
  get: async ({ read, params, query }) => {
    const [measure = '', ...rest] = (query['figure'] ?? '').split('@')
    const shown = await read(showSites, {
      productId: params['id'],
      version: query['version'] ?? '',
      measure,
      threshold: rest.join('@'),
    })
    return {
      title: 'How it is doing',
      nav: '/register',
      subject: { kind: 'product' as const, id: shown.product.id },
      tab: 'How it is doing',
      body: <SitesBody shown={shown} />,
    }
  },
})
