/**
 * Does work for a group; where that fails, for each by itself, so that one does not stop the others.
 * What then fails is added to the faults.
 */
export const togetherOrAlone = async <One>(
  group: readonly [One, ...One[]],
  faults: unknown[],
  work: (some: readonly [One, ...One[]]) => Promise<void>,
): Promise<void> => {
  try {
    await work(group)
  } catch (fault) {
    if (group.length === 1) faults.push(fault)
    else for (const one of group) await togetherOrAlone([one], faults, work)
  }
}
