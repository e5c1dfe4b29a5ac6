import { fileURLToPath } from 'node:url'
import { loadFramework } from './load-framework.js'
import type { Framework } from './model.js'

let loaded: Framework | undefined

/** The agreed way of this installation, read once from `framework/`. Throws FrameworkFault. */
export const agreedWay = (): Framework => {
  loaded ??= loadFramework(fileURLToPath(new URL('../../../framework', import.meta.url)))
  return loaded
}
