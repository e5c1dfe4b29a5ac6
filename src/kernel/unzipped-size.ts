import { Unzip, UnzipInflate } from 'fflate'

const CHUNK = 16 * 1024

class TooLarge extends Error {}

/**
 * Whether a ZIP file stays within a size once unzipped. It is unzipped piece by piece, counted and
 * thrown away, since the sizes that a ZIP bomb declares are not true.
 * `look` sees each piece as it passes, with the name of the file it is of.
 * @throws when it is not a ZIP file, and what `look` throws.
 */
export const fitsUnzipped = (
  bytes: Uint8Array,
  most: number,
  look: (piece: Uint8Array, name: string) => void = () => {},
): boolean => {
  let total = 0
  const unzip = new Unzip((file) => {
    file.ondata = (error, data) => {
      if (error) throw error
      total += data.length
      if (total > most) throw new TooLarge()
      look(data, file.name)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let from = 0; from < bytes.length; from += CHUNK) {
      unzip.push(bytes.subarray(from, from + CHUNK), from + CHUNK >= bytes.length)
    }
  } catch (error) {
    if (error instanceof TooLarge) return false
    throw error
  }
  return true
}
