import { join } from 'node:path'
import { openDirectoryStore } from '#files/directory-store.js'
import type { FileStore } from '#files/file-store.js'
import { openS3Store } from '#files/s3-store.js'
import type { Config } from './config.js'

/** Opens the store of documents: the bucket of FILES_S3_URL, or a directory in the data directory. */
export const openFiles = ({ s3, dataDirectory }: Config): FileStore =>
  s3 ? openS3Store(s3) : openDirectoryStore(join(dataDirectory, 'files'))
