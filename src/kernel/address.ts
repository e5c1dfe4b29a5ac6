/** A path with parameters, leaving out those that are empty. */
export const withQuery = (
  path: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** Where a list has all its filters off; undefined while none is on. Order and place in the list are no filters. */
export const withoutFilters = (
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): string | undefined =>
  Object.entries(query).some(([name, value]) => value && name !== 'sort' && name !== 'cursor')
    ? path
    : undefined
