import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { problemsOf } from './check-framework.js'
import { FrameworkFault } from './framework-fault.js'
import { formSchema } from './forms/form-schema.js'
import type { Framework, Requirement } from './model.js'
import { placeInFile } from './place-in-file.js'
import { plainFault } from './plain-faults.js'
import { parseYaml, unreadable } from '#kernel/parse-yaml.js'
import { factsSchema, frameworkSchema, gatesSchema, stagesSchema } from './schema.js'
import { requirementSchema } from './requirement-schema.js'

const LARGEST_FILE = 256 * 1024

/**
 * Reads and checks the agreed way from a directory laid out like `framework/`. Throws FrameworkFault
 * with a sentence for every problem: bad YAML, an unknown word, a missing part, an unknown id.
 */
export const loadFramework = (directory: string): Framework => {
  const problems: string[] = []
  const read = <T>(file: string, schema: z.ZodType<T>): T | null =>
    readPart(directory, file, schema, problems)
  const head = read('framework.yaml', frameworkSchema)
  const facts = read('facts.yaml', factsSchema)
  const stages = read('stages.yaml', stagesSchema)
  const gates = read('gates.yaml', gatesSchema)
  const requirements = requirementFiles(directory, problems).map((file) => {
    const requirement: Requirement | null = read(join('requirements', file), requirementSchema)
    if (requirement && file !== `${requirement.id}.yaml`) {
      problems.push(`requirements/${file}: the file must be named ${requirement.id}.yaml.`)
    }
    return requirement
  })
  const whole = requirements.filter((one) => one !== null)
  const forms = formFiles(directory, problems).flatMap((file) => {
    const form = read(join('forms', file), formSchema)
    if (form && file !== `${form.id}.yaml`)
      problems.push(`forms/${file}: the file must be named ${form.id}.yaml.`)
    return form ?? []
  })
  if (problems.length > 0 || !head || !facts || !stages || !gates)
    throw new FrameworkFault(problems)
  const framework: Framework = {
    ...head,
    ...facts,
    ...stages,
    ...gates,
    requirements: whole,
    forms,
  }
  const misfits = problemsOf(framework)
  if (misfits.length > 0) throw new FrameworkFault(misfits)
  return framework
}

const formFiles = (directory: string, problems: string[]): string[] => {
  return existsSync(join(directory, 'forms')) ? yamlFiles(directory, 'forms', problems) : []
}

// A file with the other ending would be passed over without a word.
const yamlFiles = (directory: string, folder: string, problems: string[]): string[] => {
  const names = readdirSync(join(directory, folder)).sort()
  for (const name of names.filter((one) => one.endsWith('.yml')))
    problems.push(`${folder}/${name}: the name of the file must end in .yaml.`)
  return names.filter((name) => name.endsWith('.yaml'))
}

const requirementFiles = (directory: string, problems: string[]): string[] => {
  try {
    return yamlFiles(directory, 'requirements', problems)
  } catch {
    problems.push(`There is no folder requirements in ${directory}.`)
    return []
  }
}

const readPart = <T>(
  directory: string,
  file: string,
  schema: z.ZodType<T>,
  problems: string[],
): T | null => {
  const content = readYaml(directory, file, problems)
  if (content === undefined) return null
  const result = schema.safeParse(content, { error: plainFault })
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const where = issue.path.length === 0 ? '' : ` ${placeInFile(content, issue.path, 0).join('.')}`
    problems.push(`${file}:${where} ${issue.message}.`)
  }
  return null
}

const readYaml = (directory: string, file: string, problems: string[]): unknown => {
  const path = join(directory, file)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) {
    problems.push(found ? `${file}: it is not a file.` : `${file}: the file is missing.`)
    return undefined
  }
  try {
    if (found.size > LARGEST_FILE) {
      problems.push(`${file}: the file is larger than 256 KB.`)
      return undefined
    }
    return parseYaml(readFileSync(path, 'utf8'))
  } catch (error) {
    problems.push(`${file}: ${unreadable(error)}`)
    return undefined
  }
}
