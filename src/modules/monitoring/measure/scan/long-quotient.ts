const SPLIT = 2 ** 27 + 1
const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0
const ONE_EXPONENT = 2 ** 20

/** The error of a product rounded to a double. Source: Dekker 1971. */
function productError(a: number, b: number, product: number): number {
  const scaledA = SPLIT * a
  const scaledB = SPLIT * b
  const highA = scaledA - (scaledA - a)
  const highB = scaledB - (scaledB - b)
  const lowA = a - highA
  const lowB = b - highB
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)
}

/** The distance of a normal double above 2^-960 to the next one. */
function spacing(value: number): number {
  double[0] = value
  words[HIGH] = ((words[HIGH] as number) & 0x7ff00000) - 52 * ONE_EXPONENT
  words[1 - HIGH] = 0
  return double[0]
}

/**
 * (high × scale + low) / power, rounded correctly; NaN in the rare case that it lies so near the
 * middle of two doubles that this cannot be told. All are whole and above 0; scale and power are exact
 * powers of ten up to 10^22, high and low are below 10^15.
 */
export function longQuotient(high: number, scale: number, low: number, power: number): number {
  const product = high * scale
  const error = productError(high, scale, product) + low
  let value = (product + error) / power
  let remainder = 0
  for (let round = 0; round < 2; round += 1) {
    value += remainder / power
    const back = value * power
    // The first difference is exact, as both are nearly equal (Sterbenz 1974).
    remainder = product - back + (error - productError(value, power, back))
  }
  const middle = (spacing(value) / 2) * power
  return Math.abs(remainder) < middle * (1 - 1e-9) ? value : Number.NaN
}
