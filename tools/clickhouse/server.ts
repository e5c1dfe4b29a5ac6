// A real ClickHouse server (26.7) out of the npm package chdb, run by the npm package bun:
//   bun server.ts LIBCHDB DATA_DIR CONFIG_XML HTTP_PORT TCP_PORT
// LIBCHDB is libchdb.so or .dylib of the platform's package (node_modules/@chdb/lib-…). It listens on
// loopback only, stays in the foreground and ends with a signal. For tests, never for real data.
import { dlopen, ptr } from 'bun:ffi'

const LISTEN =
  'SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; ' +
  'SELECT sleepEachRow(1) FROM numbers(86400) ' +
  'SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0 FORMAT Null'

const [library, dataDir, config, httpPort, tcpPort] = process.argv.slice(2)
if (!library || !dataDir || !config || !httpPort || !tcpPort) {
  process.stderr.write('Usage: bun server.ts LIBCHDB DATA_DIR CONFIG_XML HTTP_PORT TCP_PORT\n')
  process.exit(2)
}

const { symbols } = dlopen(library, {
  chdb_query_cmdline: { args: ['int', 'ptr'], returns: 'ptr' },
})
const args = [
  'chdb',
  `--path=${dataDir}`,
  `--config-file=${config}`,
  '--listen_host=127.0.0.1',
  `--http_port=${httpPort}`,
  `--tcp_port=${tcpPort}`,
  '--query',
  LISTEN,
]
const texts = args.map((argument) => Buffer.from(`${argument}\0`))
const argv = new BigUint64Array(texts.map((text) => BigInt(ptr(text))))
symbols.chdb_query_cmdline(args.length, ptr(argv))
