/** The circles among things that wait for others: each as a path that ends where it began. */
export const circlesIn = (waitsFor: ReadonlyMap<string, readonly string[]>): string[][] => {
  const circles: string[][] = []
  const settled = new Set<string>()
  const walk = (id: string, path: readonly string[]): void => {
    const start = path.indexOf(id)
    if (start >= 0) circles.push([...path.slice(start), id])
    if (start >= 0 || settled.has(id)) return
    for (const next of waitsFor.get(id) ?? []) walk(next, [...path, id])
    settled.add(id)
  }
  for (const id of waitsFor.keys()) walk(id, [])
  return circles
}
