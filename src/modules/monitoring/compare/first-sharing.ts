/**
 * The few deployments that stand beside one's own: those that share first, otherwise in the order given,
 * so that a page does not show silence only while somebody has something to say.
 */
export const firstSharing = <One extends { id: string }>(
  running: readonly One[],
  shared: readonly { deploymentId: string }[],
  most: number,
): One[] => {
  const sharing = new Set(shared.map(({ deploymentId }) => deploymentId))
  return [
    ...running.filter(({ id }) => sharing.has(id)),
    ...running.filter(({ id }) => !sharing.has(id)),
  ].slice(0, most)
}
