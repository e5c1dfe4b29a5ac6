// Times the chart page and the stored figures of one deployment over HTTP:
// time-pages.mjs DIRECTORY DATABASE-URL TELEMETRY-FILE REQUESTS. Started by measure.mjs.
import { listen } from '#main/listen.js'
import { composeOn } from './compose-on.mjs'

const [directory, databaseUrl, path, requests] = process.argv.slice(2)
const REQUESTS = Number(requests)
const WARM = 30
const PATHS = {
  'chart page': '/register/deployments/dep_1_1/monitoring',
  'stored figures': '/api/v1/deployments/dep_1_1/points',
}

const at = (times, share) =>
  (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1)

const timesOf = async (url) => {
  const times = []
  for (let turn = -WARM; turn < REQUESTS; turn += 1) {
    const from = performance.now()
    const response = await fetch(url)
    await response.text()
    if (response.status !== 200) throw new Error(`${url}: ${response.status}`)
    if (turn >= 0) times.push(performance.now() - from)
  }
  return times
}

const app = await composeOn({
  directory,
  databaseUrl,
  path,
  onFault: (fault) => {
    throw fault
  },
})
const server = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0, behindProxy: false })
for (const [what, page] of Object.entries(PATHS)) {
  const times = await timesOf(`${server.url}${page}`)
  process.stdout.write(`${what}: median ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms\n`)
}
await server.close()
await app.close()
process.exit()
