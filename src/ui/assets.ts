/** Where the browser finds the look: addresses that change with their content. */
export interface AssetPaths {
  css: string
  js: string
  icon: string
}

/** What `scripts/build-assets.mjs` writes to `dist/assets/manifest.json`: plain name → hashed file name. */
export type AssetManifest = Readonly<Record<string, string>>

/** The addresses of the assets of one build. Throws when the manifest lacks one of them. */
export const assetPaths = (manifest: AssetManifest): AssetPaths => ({
  css: addressOf(manifest, 'wardround.css'),
  js: addressOf(manifest, 'wardround.js'),
  icon: addressOf(manifest, 'wardround.svg'),
})

/** The manifest from the text of its file. Throws when it is no record of names. */
export const parseAssetManifest = (text: string): AssetManifest => {
  const manifest: unknown = JSON.parse(text)
  if (typeof manifest !== 'object' || manifest === null) {
    throw new Error('The manifest of the built assets is not readable')
  }
  return Object.fromEntries(
    Object.entries(manifest).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

const addressOf = (manifest: AssetManifest, name: string): string => {
  const file = manifest[name]
  if (!file) throw new Error(`The built assets lack ${name}; run node scripts/build-assets.mjs`)
  return `/assets/${file}`
}
