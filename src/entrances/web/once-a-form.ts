import { createHash, randomBytes } from 'node:crypto'
import type { FormBody } from '#kernel/declare/page.js'

/** What a command of a posted form is carried out with, so that the same post does its work once. */
export interface OnceOptions {
  idempotencyKey: string
  keyStandsFor: 'post'
  onEarlier: () => void
}

/** A form that was posted: the options of each command it runs, one after the other. */
export interface PostedForm {
  /** Of the next command; none for a form that was not drawn by us. */
  next: () => Partial<OnceOptions>
  /** Whether the last command was not carried out, since the same post had done so before. */
  wasDone: () => boolean
}

const DRAWN = /^[\w-]{20,40}$/

/** A value for the forms of one drawing of a page: a form drawn again is another form. */
export const newOnce = (): string => randomBytes(18).toString('base64url')

/**
 * Reads what tells a post apart: the drawing of the form, where it was sent, and everything in it, its
 * token and its files included. Sent again after a change it is another post.
 */
export const postedForm = (path: string, { values, files }: FormBody): PostedForm => {
  const { once } = values
  if (typeof once !== 'string' || !DRAWN.test(once))
    return { next: () => ({}), wasDone: () => false }
  const about = Object.entries(files).map(([field, { name, type, bytes }]) => [
    field,
    name,
    type,
    createHash('sha256').update(bytes).digest('hex'),
  ])
  const post = createHash('sha256')
    .update(JSON.stringify([path, values, about]))
    .digest('base64url')
  let commands = 0
  let wasDone = false
  return {
    next: () => {
      commands += 1
      wasDone = false
      return {
        idempotencyKey: `form ${post} ${commands}`,
        keyStandsFor: 'post',
        onEarlier: () => {
          wasDone = true
        },
      }
    },
    wasDone: () => wasDone,
  }
}
