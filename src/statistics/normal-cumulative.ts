import { gammaTails } from './incomplete-gamma.js'

/** The standard normal distribution function, accurate in the lower tail. */
export function normalCumulative(x: number): number {
  const [inside, outside] = gammaTails(0.5, (x * x) / 2)
  return x < 0 ? outside / 2 : 0.5 + inside / 2
}
