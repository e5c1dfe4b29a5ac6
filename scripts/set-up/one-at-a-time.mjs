import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetUpError, workDirectory } from './project.mjs'

const path = join(workDirectory, 'set-up.pid')

function take() {
  try {
    writeFileSync(path, `${process.pid}`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function holder() {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Takes away the mark of a set-up that died, and only that: it is moved aside and looked at again. */
function clearDead(pid) {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
    if (readFileSync(aside, 'utf8') === pid) rmSync(aside)
    else renameSync(aside, path)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

async function waitForTurn() {
  for (let told = false; !take(); await sleep(200)) {
    const pid = holder()
    if (/^\d+$/.test(pid) && !isAlive(Number(pid))) clearDead(pid)
    else if (!told) {
      told = true
      process.stderr.write(
        `Waiting for another set-up of this project (process ${pid}) to finish; if there is none, delete ${path}\n`,
      )
    }
  }
}

function release() {
  rmSync(path, { force: true })
}

/** Does the work while no other set-up of this project does any; two starts take turns. */
export async function oneAtATime(work) {
  try {
    mkdirSync(workDirectory, { recursive: true })
  } catch (error) {
    throw new SetUpError(
      `Wardround cannot be set up: this user may not write in ${workDirectory} (${error.code}). Give it the right, or clone the project elsewhere.`,
    )
  }
  await waitForTurn()
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}
