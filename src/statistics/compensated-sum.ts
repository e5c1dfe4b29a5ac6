/** A running sum whose rounding error is carried along. Source: Neumaier 1974. */
export class CompensatedSum {
  private sum = 0
  private carry = 0

  add(value: number): void {
    const next = this.sum + value
    this.carry +=
      Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum
    this.sum = next
  }

  get total(): number {
    return this.sum + this.carry
  }
}

/** The sum of the values of an index from 0 to length - 1, compensated. */
export function sumOver(length: number, value: (index: number) => number): number {
  const sum = new CompensatedSum()
  for (let i = 0; i < length; i += 1) sum.add(value(i))
  return sum.total
}
