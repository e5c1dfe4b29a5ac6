import { ACTS } from './acts.js'

/** Verbs of commands whose past is not made with "ed". */
const PAST: Readonly<Record<string, string>> = {
  begin: 'began',
  cease: 'ceased',
  choose: 'chose',
  find: 'found',
  fix: 'fixed',
  give: 'gave',
  help: 'helped',
  keep: 'kept',
  make: 'made',
  mark: 'marked',
  plan: 'planned',
  put: 'put',
  send: 'sent',
  set: 'set',
  stand: 'stood',
  stop: 'stopped',
  sweep: 'swept',
  switch: 'switched',
  take: 'took',
  tell: 'told',
  withdraw: 'withdrew',
  write: 'wrote',
}

/** What a command did as words: `deployments.pause-deployment` is "Paused deployment". */
export const commandWords = (command: string): string => {
  const known = ACTS[command]
  if (known) return known
  const [verb = '', ...rest] = (command.split('.').at(1) ?? command).split('-')
  return capitalised([pastOf(verb), ...rest].join(' ')).replaceAll(/\bapi\b/g, 'API')
}

/** The commands that the trail puts in words which hold a text, whatever its capitals. */
export const commandsSaying = (text: string): string[] =>
  Object.entries(ACTS).flatMap(([command, words]) =>
    words.toLowerCase().includes(text.toLowerCase()) ? [command] : [],
  )

/** A kind of subject as words: `organisations-import` is "Organisations import". */
export const subjectWords = (kind: string): string => capitalised(kind.replaceAll('-', ' '))

const pastOf = (verb: string): string => {
  const known = PAST[verb]
  if (known) return known
  if (verb.endsWith('e')) return `${verb}d`
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`
  return `${verb}ed`
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
