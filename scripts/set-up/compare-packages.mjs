import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The kind of machine a package may ask for: system, processor and, on Linux, C library. */
export function thisMachine() {
  const glibc = process.report?.getReport().header.glibcVersionRuntime
  const libc = process.platform === 'linux' ? (glibc ? 'glibc' : 'musl') : undefined
  return { os: process.platform, cpu: process.arch, libc }
}

function allows(list, value) {
  if (list === undefined || value === undefined) return true
  if (list.includes(`!${value}`)) return false
  const wanted = list.filter((entry) => !entry.startsWith('!'))
  return wanted.length === 0 || wanted.includes(value)
}

/** Whether a lockfile entry belongs on a machine. */
export function fits(entry, machine) {
  return (
    allows(entry.os, machine.os) &&
    allows(entry.cpu, machine.cpu) &&
    allows(entry.libc, machine.libc)
  )
}

/** The places (`node_modules/…`) a lockfile fills on a machine, with or without what tests need. */
export function wantedPackages(lockfile, machine, { dev }) {
  return Object.entries(lockfile.packages)
    .filter(([place, entry]) => place !== '' && !entry.link && fits(entry, machine))
    .filter(([, entry]) => dev || !(entry.dev || entry.devOptional))
    .map(([place, entry]) => ({ place, version: entry.version, optional: entry.optional === true }))
}

/** The version of the package at a place, or undefined where there is none. */
export function versionAt(root, place) {
  const path = join(root, place, 'package.json')
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')).version
  } catch {
    return undefined
  }
}

/** What of the wanted packages is not there, or there in another version. */
export function missingPackages(root, wanted) {
  return wanted.filter(({ place, version }) => versionAt(root, place) !== version)
}
