import { statSync } from 'node:fs'
import { verb, type VerbDescription } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { readSmallFile } from '#kernel/read-small-file.js'
import { agreedWay } from './agreed-way.js'
import { applyLayer } from './apply-layer.js'
import { compareFrameworks } from './compare-frameworks.js'
import { differenceInText, requirementInText, summaryInText } from './framework-in-text.js'
import { requireRequirement } from './find-in-framework.js'
import { FrameworkFault } from './framework-fault.js'
import { LARGEST_LAYER, readLayer } from './read-layer.js'
import { loadFramework } from './load-framework.js'
import type { Framework } from './model.js'
import { blocksLost } from './never-excepted.js'

const LAYER_OPTION = {
  flags: '--layer <file>',
  description: 'YAML file of a layer of a system to put over it',
}

/** The command-line verbs about the agreed way; they need no server and no account. */
export const frameworkVerbs: readonly VerbDescription[] = [
  verb({
    noun: 'framework',
    verb: 'validate',
    summary: 'Read a directory laid out like framework/ and say what does not fit together',
    arguments: [
      { name: 'directory', description: 'its directory; ours when left out', optional: true },
    ],
    options: [LAYER_OPTION],
    needs: 'nothing',
    run: async ({ options }) => {
      const way = keepingBlocks(readWay(options['directory']))
      const framework = await layered(way, options['layer'])
      const { version, requirements, gates, facts } = framework
      return {
        json: {
          version,
          requirements: requirements.length,
          gates: gates.length,
          facts: facts.length,
          problems: [],
        },
        text: `Version ${version} fits together: ${requirements.length} requirements, ${gates.length} gates, ${facts.length} facts.`,
      }
    },
  }),
  verb({
    noun: 'framework',
    verb: 'diff',
    summary: 'Say what one version of the agreed way adds, drops and changes against another',
    arguments: [
      { name: 'before', description: 'directory of the version to compare with' },
      { name: 'after', description: 'directory of the other; ours when left out', optional: true },
    ],
    options: [{ ...LAYER_OPTION, description: 'YAML file of a layer to put over the other' }],
    needs: 'nothing',
    run: async ({ options }) => {
      const after = await layered(readWay(options['after']), options['layer'])
      const before = readWay(options['before'])
      const difference = compareFrameworks(before, after)
      const { added, dropped, changed } = difference
      return {
        json: {
          ...difference,
          added: added.map(brief),
          dropped: dropped.map(brief),
          changed: changed.map(({ after, parts }) => ({ ...brief(after), parts })),
        },
        text: differenceInText(difference, before, after),
      }
    },
  }),
  verb({
    noun: 'framework',
    verb: 'show',
    summary: 'Show the agreed way, or one requirement of it with its sources',
    arguments: [{ name: 'requirement', description: 'its id, such as R04', optional: true }],
    options: [
      { flags: '--from <directory>', description: 'another version; ours when left out' },
      LAYER_OPTION,
    ],
    needs: 'nothing',
    run: async ({ options }) => {
      const framework = await layered(readWay(options['from']), options['layer'])
      const id = options['requirement']
      if (typeof id !== 'string') return { json: framework, text: summaryInText(framework) }
      const requirement = requireRequirement(framework, id.toUpperCase())
      return { json: requirement, text: requirementInText(framework, requirement) }
    },
  }),
]

const brief = ({ id, name }: { id: string; name: string }) => ({ id, name })

const readWay = (directory: unknown): Framework => {
  if (typeof directory !== 'string') return agreedWay()
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory())
    throw new Invalid(`There is no directory ${directory}.`)
  return refusingFaults(() => loadFramework(directory))
}

const keepingBlocks = (framework: Framework): Framework => {
  const lost = blocksLost(framework)
  if (lost.length > 0) throw new Invalid(lost.map((message) => ({ message })))
  return framework
}

const tooLarge = () => new Invalid('The layer is larger than 256 KB.')

const layered = async (framework: Framework, file: unknown): Promise<Framework> => {
  if (typeof file !== 'string') return framework
  const text = (await readSmallFile(file, LARGEST_LAYER, tooLarge)).toString('utf8')
  return refusingFaults(() => applyLayer(framework, readLayer(text, framework)))
}

const refusingFaults = <Value>(read: () => Value): Value => {
  try {
    return read()
  } catch (error) {
    if (error instanceof FrameworkFault)
      throw new Invalid(error.problems.map((message) => ({ message })))
    throw error
  }
}
