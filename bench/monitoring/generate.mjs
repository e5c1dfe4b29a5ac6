// A prediction log of so many rows, the same for the same seed: node generate.mjs ROWS FILE [SEED].
// 12 sites over 52 weeks; each site moves from version 1 to 2 to 3 in weeks of its own, with some
// weeks of both: about 900 cells of site × version × week, and 13 subgroups in 3 columns. Scores are
// logistic-normal, written with 6 decimals; outcomes follow them, a little less extreme.
import { closeSync, openSync, writeSync } from 'node:fs'

const [rows, file, seed = '1'] = process.argv.slice(2)
let state = Number(seed) >>> 0

/** Uniform in [0, 1): mulberry32. */
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0
  let t = Math.imul(state ^ (state >>> 15), state | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

/** Near normal, mean 0 and deviation 1: a sum of uniforms. */
const bell = () => (random() + random() + random() + random() - 2) * Math.sqrt(3)
const logistic = (x) => 1 / (1 + Math.exp(-x))

const versionOf = (site, week) => {
  const first = 8 + site
  const second = 26 + site
  if (week < first) return 1
  if (week < first + 12) return random() < 0.5 ? 1 : 2
  if (week < second) return 2
  return week < second + 12 && random() < 0.4 ? 2 : 3
}

const rowOf = () => {
  const week = Math.floor(random() * 52)
  const site = Math.floor(random() ** 1.5 * 12)
  const version = versionOf(site, week)
  const sex = random() < 0.52 ? 'F' : 'M'
  const age = Math.floor(random() * 5)
  const ethnicity = Math.floor(random() ** 2 * 6)
  const logit = -2.2 + 1.1 * bell() + age * 0.15 + (version - 2) * 0.1
  const score = Number(logistic(logit).toFixed(6))
  const outcome = random() < logistic(-0.1 + 0.9 * logit) ? 1 : 0
  return `${week},${site},${version},${sex},${age},${ethnicity},${score},${outcome}\n`
}

const output = openSync(file, 'w')
writeSync(output, 'week,site,version,sex,age,ethnicity,score,outcome\n')
let text = ''
for (let row = 0; row < Number(rows); row += 1) {
  text += rowOf()
  if (text.length < 1 << 20) continue
  writeSync(output, text)
  text = ''
}
writeSync(output, text)
closeSync(output)
