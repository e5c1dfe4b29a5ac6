// Every event contract of src/kernel/events, by name.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const DIRECTORY = fileURLToPath(new URL('../../dist/kernel/events/', import.meta.url))

/** The contracts: name and what it says. */
export const eventContracts = async () => {
  const files = readdirSync(DIRECTORY).filter((name) => name.endsWith('.js') && name !== 'event.js')
  const modules = await Promise.all(files.map((name) => import(`#kernel/events/${name}`)))
  return modules
    .flatMap((module) => Object.values(module))
    .filter((one) => typeof one === 'function' && 'says' in one)
    .sort((left, right) => left.name.localeCompare(right.name))
}
