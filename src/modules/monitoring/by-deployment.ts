/** Gives the rows of each deployment, in the order they have among all. */
export const byDeployment = <Row extends { deploymentId: string }>(
  rows: readonly Row[],
): ((deploymentId: string) => readonly Row[]) => {
  const gathered = new Map<string, Row[]>()
  for (const row of rows) {
    const known = gathered.get(row.deploymentId)
    if (known) known.push(row)
    else gathered.set(row.deploymentId, [row])
  }
  return (deploymentId) => gathered.get(deploymentId) ?? []
}
