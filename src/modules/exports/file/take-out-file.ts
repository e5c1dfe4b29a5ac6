import type { FileStore } from '#files/file-store.js'
import type { Download } from '#kernel/declare/page.js'
import type { Doors } from '#kernel/operation.js'
import { noteExport } from '../note-export.js'
import { deploymentArchive } from './deployment-file.js'
import { readMe } from './read-me.js'
import { showFile } from './show-file.js'

/** The archive of a deployment of one's own, after who takes it out and why was noted. Throws Invalid. */
export const takeOutFile = async (
  { run, read, now }: Doors & { now: Date },
  files: FileStore,
  given: { deploymentId: string; reason: unknown },
): Promise<Download> => {
  const { deploymentId, reason } = given
  const what = { of: 'deployment', deploymentId, what: 'deployment-file', reason }
  const note = await run(noteExport, what)
  const { name, organisationName, texts, documents } = await read(showFile, { deploymentId })
  const readable = readMe({ name, organisationName, reason: String(reason) }, note)
  const about = { deployment: deploymentId, product: name, reason: String(reason), ...note }
  return {
    download: deploymentArchive({ about, texts: [readable, ...texts], documents }, files, now),
    type: 'application/zip',
    fileName: `deployment-file-${name}-${note.madeOn}.zip`,
  }
}
