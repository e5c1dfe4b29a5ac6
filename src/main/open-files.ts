import { join } from 'node:path'
import { openDirectoryStore } from '#files/directory-store.js'
import type { FileStore } from '#files/file-store.js'
import type { Config } from './config.js'

/** Opens the store of documents in the data directory. */
export const openFiles = (config: Config): FileStore =>
  openDirectoryStore(join(config.dataDirectory, 'files'))
