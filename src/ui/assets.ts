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

const addressOf = (manifest: AssetManifest, name: string): string => {
  const file = manifest[name]
  if (!file) throw new Error(`The built assets lack ${name}; run node scripts/build-assets.mjs`)
  return `/assets/${file}`
}
