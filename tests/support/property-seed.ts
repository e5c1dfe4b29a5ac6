// Properties are tried on the same cases in every run: a run must not fail by chance for somebody
// who changed something else. To look further: PROPERTY_SEED=7 PROPERTY_RUNS=5000 npx vitest run …
import { configureGlobal } from 'fast-check'

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_261_129)
const runs = process.env['PROPERTY_RUNS']
configureGlobal({ seed, ...(runs === undefined ? {} : { numRuns: Number(runs) }) })
