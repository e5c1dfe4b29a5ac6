import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The directory of the project, wherever it was cloned to. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** What set-up keeps for itself; below node_modules, so that git and npm leave it alone. */
export const workDirectory = join(root, 'node_modules', '.wardround')

const oldest = [20, 19]

/** Whether this Node will do, as a sentence when it will not. */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined
  return `Wardround needs Node ${oldest.join('.')} or newer and this is Node ${version}: install the current LTS from nodejs.org.`
}

/** A failure that a person can mend: its message is shown, and nothing else. */
export class SetUpError extends Error {}

/** Runs set-up work for an entrance: a failure a person can mend becomes one sentence and code 1. */
export async function orExplain(work) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
