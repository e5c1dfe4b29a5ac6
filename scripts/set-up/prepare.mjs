import { build, isBuilt } from './build.mjs'
import { findMissing, installPackages, linkOurselves } from './install-packages.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { nodeProblem, SetUpError } from './project.mjs'

/** Installs and builds what is missing, and nothing when all is there (then without the network). */
export async function prepare({ dev }) {
  const problem = nodeProblem(process.versions.node)
  if (problem) throw new SetUpError(problem)
  if (findMissing({ dev }).length === 0 && isBuilt()) return
  await oneAtATime(async () => {
    await installPackages({ dev })
    linkOurselves()
    await build()
  })
}
