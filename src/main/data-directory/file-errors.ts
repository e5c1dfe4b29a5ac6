import { Unavailable } from '#kernel/errors.js'
import { errorCode, errorText } from '#registry/embedded/error-parts.js'

const elsewhere = 'or set WARDROUND_DATA to another directory'

const sentences: readonly [RegExp, (path: string) => string][] = [
  [
    /EACCES|EPERM|Permission denied/,
    (path) =>
      `This user may not write in the data directory ${path}: give it the right, ${elsewhere}.`,
  ],
  [
    /EROFS|Read-only file system/,
    (path) =>
      `The data directory ${path} is on a disk that is read-only: mount it for writing, ${elsewhere}.`,
  ],
  [
    /ENOSPC|EDQUOT|No space left|quota exceeded/i,
    (path) => `The disk of the data directory ${path} is full: free some space, ${elsewhere}.`,
  ],
  [
    /ENOTDIR|EEXIST/,
    (path) => `The data directory ${path} is a file, or lies below one: remove it, ${elsewhere}.`,
  ],
  [
    /not a valid DuckDB database file/,
    (path) =>
      `The file wardround.lock in the data directory ${path} is damaged: delete it while no Wardround is running, and start again.`,
  ],
]

/** Turns a failure to use a data directory into one sentence that says what to do. */
export function dataDirectoryError(path: string, error: unknown): Unavailable {
  const message = errorText(error)
  const found = sentences.find(([pattern]) => pattern.test(`${errorCode(error)} ${message}`))
  const sentence = found?.[1](path)
  return new Unavailable(
    sentence ?? `The data directory ${path} cannot be used (${message}): repair it, ${elsewhere}.`,
    { cause: error },
  )
}
