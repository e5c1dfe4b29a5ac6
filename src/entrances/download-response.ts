import type { Download } from '#kernel/declare/page.js'

/** A file as a response: its type, its name where it has one, and kept in no cache. */
export const downloadResponse = (answer: Download): Response => {
  const headers = new Headers({ 'content-type': answer.type, 'cache-control': 'no-store' })
  if (answer.fileName) {
    const name = answer.fileName.replaceAll(/[^\w.-]/g, '-')
    headers.set('content-disposition', `attachment; filename="${name}"`)
  }
  return new Response(answer.download as BodyInit, { status: answer.status ?? 200, headers })
}
