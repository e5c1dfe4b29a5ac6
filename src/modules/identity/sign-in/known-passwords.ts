import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** About 49,000 passwords found in breaches, in small letters. */
export const knownToAttackers: ReadonlySet<string> = new Set(dictionary['passwords-common'])

/** How easily a password is guessed, from 0 to 4, by zxcvbn (Wheeler, 2016). */
export const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
