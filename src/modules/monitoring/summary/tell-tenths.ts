/** How far the reading of files is. */
export interface ReadingProgress {
  readonly file: string
  readonly bytes: number
  readonly of: number
  readonly rows: number
}

/** Smaller files are read before anybody waits. */
const WORTH_TELLING = 1 << 26

/** A line at each tenth of a file that is large enough to wait for. */
export function tenths(progress: (line: string) => void): (state: ReadingProgress) => void {
  let told = 0
  let file = ''
  return (state) => {
    if (state.file !== file) told = 0
    file = state.file
    const tenth = Math.floor((state.bytes / state.of) * 10)
    if (tenth <= told || state.of < WORTH_TELLING) return
    told = tenth
    progress(`${state.file}: ${tenth * 10}% read, ${state.rows.toLocaleString('en-GB')} rows.`)
  }
}
