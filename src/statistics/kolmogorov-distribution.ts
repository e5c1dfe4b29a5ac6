import { logGamma } from './log-gamma.js'

/**
 * P(D > d) of the two-sided Kolmogorov statistic of n values. Where both tails cannot overlap much it
 * is twice the one-sided chance, otherwise the exact matrix power for up to 140 values and the
 * expansion above. Source: Simard & L'Ecuyer 2011, J Stat Softw 39(11); Marsaglia, Tsang & Wang 2003;
 * Pelz & Good 1976; Smirnov 1944.
 */
export function kolmogorovTail(n: number, d: number): number {
  if (d <= 0) return 1
  if (d >= 1) return 0
  const square = n * d * d
  if (square >= 370) return 0
  if (square >= (n <= 140 ? 4 : 2.2)) return Math.min(1, 2 * oneSidedTail(n, d))
  return Math.min(1, Math.max(0, 1 - (n <= 140 ? matrixCumulative(n, d) : expansion(n, d))))
}

/** So many terms give a sum of any length to 10 digits and more. */
const TERMS = 256

/**
 * Smirnov's sum. Its terms lie on a smooth curve that vanishes with all its derivatives at both ends,
 * so that every so-manieth term times the step sums to the same (the trapezoidal rule there converges
 * geometrically). Source: Smirnov 1944; Trefethen & Weideman 2014.
 */
function oneSidedTail(n: number, d: number): number {
  const step = Math.max(1, Math.floor(n / TERMS))
  const last = Math.floor(n * (1 - d))
  const all = logGamma(n + 1)
  let sum = 0
  for (let j = Math.floor(step / 2); j <= last; j += step) {
    const up = d + j / n
    const choose = all - logGamma(j + 1) - logGamma(n - j + 1)
    const left = 1 - up
    if (left <= 0 && n > j) continue
    sum += Math.exp(choose + (n - j) * Math.log(left) + (j - 1) * Math.log(up))
  }
  return d * sum * step
}

/** The distribution function by the n-th power of a matrix, scaled so that nothing overflows. */
function matrixCumulative(n: number, d: number): number {
  const k = Math.floor(n * d) + 1
  const size = 2 * k - 1
  const h = k - n * d
  const matrix = new Float64Array(size * size)
  const cell = (i: number, j: number, value: number): void => {
    matrix[i * size + j] = value
  }
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= Math.min(i + 1, size - 1); j += 1) {
      const steps = i - j + 1
      let value = steps > 0 ? 1 : steps === 0 ? 1 : 0
      if (j === 0) value -= h ** (i + 1)
      if (i === size - 1) value -= h ** (size - j)
      if (i === size - 1 && j === 0 && 2 * h - 1 > 0) value += (2 * h - 1) ** size
      for (let g = 2; g <= steps; g += 1) value /= g
      cell(i, j, value)
    }
  }
  const { power, exponent } = matrixPower(matrix, size, n)
  let result = power[(k - 1) * size + k - 1] ?? 0
  let scale = exponent
  for (let i = 1; i <= n; i += 1) {
    result = (result * i) / n
    if (result < 1e-140) {
      result *= 1e140
      scale -= 140
    }
  }
  return result * 10 ** scale
}

interface Power {
  readonly power: Float64Array
  readonly exponent: number
}

function matrixPower(matrix: Float64Array, size: number, n: number): Power {
  if (n === 1) return { power: matrix, exponent: 0 }
  const half = matrixPower(matrix, size, Math.floor(n / 2))
  let power = product(half.power, half.power, size)
  let exponent = 2 * half.exponent
  if (n % 2 === 1) power = product(matrix, power, size)
  const middle = Math.floor(size / 2) * (size + 1)
  if ((power[middle] ?? 0) > 1e140) {
    power = power.map((value) => value * 1e-140)
    exponent += 140
  }
  return { power, exponent }
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      const factor = a[i * size + k] ?? 0
      if (factor === 0) continue
      for (let j = 0; j < size; j += 1)
        out[i * size + j] = (out[i * size + j] ?? 0) + factor * (b[k * size + j] ?? 0)
    }
  }
  return out
}

/** The distribution function by four terms in powers of 1/sqrt(n). Source: Pelz & Good 1976. */
function expansion(n: number, d: number): number {
  const z = Math.sqrt(n) * d
  const z2 = z * z
  const sums = [0, 0, 0, 0, 0, 0]
  for (let k = 0; k < 60; k += 1) {
    const a = (Math.PI * (k + 0.5)) ** 2
    const weight = 2 * Math.exp(-a / (2 * z2))
    const b = (Math.PI * (k + 1)) ** 2
    const whole = 2 * Math.exp(-b / (2 * z2))
    const terms = [
      weight,
      (a - z2) * weight,
      (6 * z2 ** 3 + 2 * z2 ** 2 + (2 * z2 ** 2 - 5 * z2) * a + (1 - 2 * z2) * a * a) * weight,
      (a ** 3 * (5 - 30 * z2) +
        a * a * (-60 * z2 + 212 * z2 ** 2) +
        a * (135 * z2 ** 2 - 96 * z2 ** 3) -
        30 * z2 ** 3 -
        90 * z2 ** 4) *
        weight,
      b * whole,
      (-b * b + 3 * b * z2) * whole,
    ]
    terms.forEach((term, i) => {
      sums[i] = (sums[i] ?? 0) + term
    })
    if (weight < 1e-300) break
  }
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0] = sums
  const root = Math.sqrt(Math.PI / 2)
  const k0 = (root / z) * s0
  const k1 = (root / (6 * z ** 4)) * s1
  const k2 = (root / (72 * z ** 7)) * s2 - (root / (36 * z ** 3)) * s4
  const k3 = (root / (6480 * z ** 10)) * s3 + (root / (216 * z ** 6)) * s5
  return k0 + k1 / Math.sqrt(n) + k2 / n + k3 / n ** 1.5
}
