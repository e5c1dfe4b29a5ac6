import type { Address } from './connection-url.js'
import { socketPort } from './layout.js'

/** Settings for a small machine: one Wardround of up to some hundred people, under 400 MB. */
const smallServer: Readonly<Record<string, string>> = {
  max_connections: '40',
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  autovacuum_max_workers: '2',
  io_method: 'sync',
  jit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic', // what people wrote must not come into the server's log
}

/** What is left out where everything is thrown away at the end. */
export const THROWAWAY: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
}

function addressSettings(address: Address): Record<string, string> {
  if ('port' in address) return { listen_addresses: '127.0.0.1', port: `${address.port}` }
  return {
    listen_addresses: '',
    port: `${socketPort}`,
    unix_socket_directories: `"${address.socketDirectory.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  }
}

/** The command-line settings of the server: reachable only from this machine, small in memory. */
export function serverArguments(
  address: Address,
  further: Readonly<Record<string, string>>,
): string[] {
  const settings = { ...smallServer, ...further, ...addressSettings(address) }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
