/** The smallest whole number of rows, at least 1, from which on a narrowing width is met. */
export function smallestSample(isEnough: (n: number) => boolean): number {
  let high = 1
  while (!isEnough(high)) {
    high *= 2
    if (high > 2 ** 50) return Infinity
  }
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}

/** @throws RangeError unless the value lies strictly between 0 and 1. */
export function requireShare(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} must lie between 0 and 1`)
}
