/** The address of the cards of a product, of one version where it is given. */
export const cardsHref = (productId: string, versionId?: string): string =>
  `/register/products/${productId}/card${versionId ? `?version=${versionId}` : ''}`

/** The address of the form that imports a card of a version. */
export const importHref = (productId: string, versionId: string): string =>
  `/register/products/${productId}/card/${versionId}/import`
