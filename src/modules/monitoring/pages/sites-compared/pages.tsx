import { page, type PageContext } from '#kernel/declare/page.js'
import { showSites } from '../../compare/show-sites.js'
import { SitesBody } from './body.js'
import { funnelSvg, sitesCsv, sitesSvg } from './files.js'
import type { ShownSites } from './funnel-view.js'

const PATH = '/register/products/:id/doing'

const readShown = ({ read, params, query }: PageContext): Promise<ShownSites> => {
  const [measure = '', ...rest] = (query['figure'] ?? '').split('@')
  return read(showSites, {
    productId: params['id'],
    version: query['version'] ?? '',
    measure,
    threshold: rest.join('@'),
  })
}

/** How one product is doing across the sites that may be seen; a tab of the product. */
export const sitesPage = page({
  path: PATH,
  allow: ['signed-in'],
  get: async (context) => {
    const shown = await readShown(context)
    return {
      title: 'How it is doing',
      nav: '/register',
      subject: { kind: 'product' as const, id: shown.product.id },
      tab: 'How it is doing',
      body: <SitesBody shown={shown} />,
    }
  },
})

const file = (ending: string, type: string, made: (shown: ShownSites) => string) =>
  page({
    path: `${PATH}${ending}`,
    allow: ['signed-in'],
    get: async (context) => {
      const shown = await readShown(context)
      return { download: made(shown), type, fileName: `sites-${shown.product.id}${ending}` }
    },
  })

/** The comparison and the funnel of sites as files. */
export const sitesFiles = [
  file('.csv', 'text/csv; charset=utf-8', sitesCsv),
  file('.svg', 'image/svg+xml', sitesSvg),
  file('-funnel.svg', 'image/svg+xml', funnelSvg),
]
