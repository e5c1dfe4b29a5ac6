import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const IN_MEMORY = '/dev/shm'
const ENOUGH_BYTES = 6e9

/**
 * Where tests put their databases and data directories: in memory where there is room, since a
 * database copied for each test file costs a disk five times as much. Programs are not run from there,
 * which many machines forbid.
 */
export const temporaryPlace = (): string => {
  try {
    accessSync(IN_MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(IN_MEMORY)
    return bavail * bsize > ENOUGH_BYTES ? IN_MEMORY : tmpdir()
  } catch {
    return tmpdir()
  }
}
