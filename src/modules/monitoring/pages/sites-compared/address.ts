import { withQuery } from '#kernel/address.js'
import { figureKey } from '../explore/address.js'
import type { ShownSites } from './funnel-view.js'

/** Address of the comparison that is shown, or of a file of it. */
export const sitesHref = ({ product, version, chosen }: ShownSites, ending = ''): string =>
  withQuery(`/register/products/${product.id}/doing${ending}`, {
    ...(version ? { version: version.name } : {}),
    ...(chosen ? { figure: figureKey(chosen) } : {}),
  })
