import { TooLarge, Invalid } from '#kernel/errors.js'
import type { FormBody, UploadedFile } from '#kernel/declare/page.js'

const LARGEST_BODY = 256 * 1024
const MOST_FIELDS = 500

/**
 * Reads a posted form, urlencoded or multipart, up to a size; what is larger is told the size of its file
 * where one is given. Throws TooLarge and Invalid.
 */
export const readForm = async (
  request: Request,
  largest = LARGEST_BODY,
  largestFile = largest,
): Promise<FormBody> => {
  const bytes = await readBounded(request, largest, largestFile)
  const type = request.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)) {
    throw new Invalid('This address takes a form. Use the page to send it.')
  }
  const data = await new Response(bytes, { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new Invalid('The form could not be read. Load the page again and send it once more.')
    })
  const values: Record<string, string | string[]> = {}
  const files: Record<string, UploadedFile> = {}
  let count = 0
  for (const [name, value] of data) {
    count += 1
    if (count > MOST_FIELDS) throw new TooLarge('This form has too many fields.')
    if (typeof value === 'string') {
      const earlier = values[name]
      values[name] = earlier === undefined ? value : [earlier, value].flat()
    } else if (value.size > 0 || value.name !== '') {
      // A field that was left alone comes empty and without a name; an empty file has one.
      files[name] = {
        name: value.name,
        type: value.type,
        bytes: new Uint8Array(await value.arrayBuffer()),
      }
    }
  }
  return { values, files }
}

const sizeInWords = (bytes: number): string => {
  const kilobytes = Math.floor(bytes / 1024)
  return kilobytes < 1024 ? `${kilobytes} KB` : `${Math.floor(kilobytes / 1024)} MB`
}

/** Reads a body up to so many bytes. Throws TooLarge with the limit, or the one to be told, in words. */
const readBounded = async (
  request: Request,
  largest: number,
  told = largest,
): Promise<Uint8Array<ArrayBuffer>> => {
  const tooLarge = () =>
    new TooLarge(
      `Send at most ${sizeInWords(told)} at once. Nothing was stored. Go back with your browser, where what you typed still stands.`,
    )
  if (Number(request.headers.get('content-length') ?? 0) > largest) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > largest) throw tooLarge()
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let place = 0
  for (const chunk of chunks) {
    whole.set(chunk, place)
    place += chunk.length
  }
  return whole
}
