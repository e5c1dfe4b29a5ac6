const MINUTES_IN_A_DAY = 1440

/**
 * Whether it is the turn of a record in a job that runs every so many minutes: once a day for each,
 * and for about as many in every run.
 */
export const isTurnOf = (id: string, now: Date, everyMinutes: number): boolean => {
  const turns = MINUTES_IN_A_DAY / everyMinutes
  const turn = Math.floor(now.getTime() / (everyMinutes * 60_000)) % turns
  return hashOf(id) % turns === turn
}

/** FNV-1a (Fowler, Noll and Vo, 1991), its halves folded. */
const hashOf = (id: string): number => {
  let hash = 0x811c9dc5
  for (let place = 0; place < id.length; place += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(place), 0x01000193)
  }
  return (hash ^ (hash >>> 16)) >>> 0
}
