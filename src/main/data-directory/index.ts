export { inUseSentence, lockDataDirectory, tryLockDataDirectory } from './lock-data-directory.js'
export type {
  DataDirectoryInUse,
  DataDirectoryLock,
  LockOutcome,
  LockRequest,
} from './lock-data-directory.js'
export type { Attachment, Holder } from './holder-file.js'
