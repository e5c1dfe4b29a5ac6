import type { Scope } from './telemetry-store.js'

/** Lists of at most so many, none of them empty. */
export const inListsOf = (scopes: readonly Scope[], most: number): [Scope, ...Scope[]][] => {
  const lists: [Scope, ...Scope[]][] = []
  for (const scope of scopes) {
    const last = lists.at(-1)
    if (last && last.length < most) last.push(scope)
    else lists.push([scope])
  }
  return lists
}
