import { build, isBuilt } from './build.mjs'
import { findMissing, installPackages, linkOurselves } from './install-packages.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { nodeProblem, SetUpError } from './project.mjs'

/** Installs and, unless told not to, builds what is missing; needs no network when all is there. */
export async function prepare({ dev, built = true }) {
  const problem = nodeProblem(process.versions.node)
  if (problem) throw new SetUpError(problem)
  if (findMissing({ dev }).length === 0 && (!built || isBuilt())) return
  await oneAtATime(async () => {
    await installPackages({ dev })
    linkOurselves()
    if (built) await build()
  })
}
