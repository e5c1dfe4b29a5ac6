import type { Direction } from '../../measures.js'

/** Which way is better, in words. */
export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = {
  increase: 'higher',
  decrease: 'lower',
  neutral: 'neither; a change is looked at',
}
