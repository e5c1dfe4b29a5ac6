/** One set of JavaScript holds no more. */
const MOST_IN_A_SET = 2 ** 24 - 1

/** Ids of rows that were read, to know a repeat by. Memory grows with their number. */
export class SeenIds {
  private readonly sets: Set<string>[] = [new Set()]
  private readonly most: number

  constructor(most = MOST_IN_A_SET) {
    this.most = most
  }

  /** Whether an id was there before; from now on it was. */
  repeats(id: string): boolean {
    if (this.sets.some((set) => set.has(id))) return true
    const last = this.sets.at(-1)
    if (last && last.size < this.most) last.add(id)
    else this.sets.push(new Set([id]))
    return false
  }
}
