import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Invalid } from './errors.js'

/**
 * Reads an ordinary file of at most so many bytes that was named on the command line. A device, a pipe or
 * a file that grows never ends, so no more than one byte over the limit is ever read.
 * @throws Invalid, in a sentence that names the file, where it is none or cannot be read; and what
 * `tooLarge` makes, where it holds more.
 */
export const readSmallFile = async (
  path: string,
  largest: number,
  tooLarge: () => Error,
): Promise<Buffer<ArrayBuffer>> => {
  const file = await opened(path)
  try {
    const status = await file.stat()
    if (status.isDirectory()) throw new Invalid(`${path} is a directory. Give a file.`)
    if (!status.isFile())
      throw new Invalid(`${path} is not an ordinary file. Save what it holds as a file first.`)
    if (status.size > largest) throw tooLarge()
    const bytes = await upTo(file, largest + 1).catch((fault: NodeJS.ErrnoException) => {
      throw cannotRead(path, fault.code)
    })
    if (bytes.length > largest) throw tooLarge()
    return bytes
  } finally {
    await file.close()
  }
}

// Opening a pipe waits for somebody to write into it, unless one says not to wait.
const opened = (path: string): Promise<FileHandle> =>
  open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((fault: NodeJS.ErrnoException) => {
    throw cannotRead(path, fault.code)
  })

const upTo = async (file: FileHandle, most: number): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = []
  let left = most
  while (left > 0) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(left, 1 << 20)))
    if (bytesRead === 0) break
    chunks.push(buffer.subarray(0, bytesRead))
    left -= bytesRead
  }
  return Buffer.concat(chunks)
}

const cannotRead = (path: string, code: string | undefined): Invalid => {
  if (code === 'ENOENT') return new Invalid(`There is no file at ${path}.`)
  if (code === 'EISDIR') return new Invalid(`${path} is a directory. Give a file.`)
  if (code === 'EACCES') return new Invalid(`${path} may not be read by this account.`)
  return new Invalid(`The file ${path} cannot be read.`)
}
