import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import { fanOut } from './fan-out.js'
import { listLetters } from './list-letters.js'
import type { Mail } from './model.js'
import { lettersPage } from './pages/letters.js'
import { prepareLetters } from './prepare-letters.js'
import { claimLetter, settleLetter } from './settle-letter.js'
import { letterSubscribers, reminders } from './subscribers.js'
import { waitingSubscribers } from './subscribers-of-waiting.js'

/** Letters by mail; without mail set up nothing is sent and everything still stands on Home. */
export const notificationsModule = (parts: {
  mail: Mail | null
  baseUrl: string
}): ModuleDescription => {
  const { mail, baseUrl } = parts
  return moduleOf({
    name: 'notifications',
    rank: 12,
    operations: operations(prepareLetters, claimLetter, settleLetter, fanOut, listLetters),
    pages: [lettersPage],
    subscribers: mail ? [...letterSubscribers(mail, baseUrl), ...waitingSubscribers] : [],
    clockJobs: mail ? [reminders(mail, baseUrl)] : [],
  })
}
