import { applyLayer, linesReplacedBy } from './apply-layer.js'
import { problemsOf } from './check-framework.js'
import type { Layer } from './layer-model.js'
import type { EvidenceState, Framework, GateEffect } from './model.js'
import { repeated } from './repeated.js'

/**
 * Why a layer does not fit over a national version, as sentences; empty when it does. A layer only adds:
 * whatever would ask less than the national set does is refused. Pure.
 */
export const layerProblems = (framework: Framework, layer: Layer): string[] => {
  const own = [
    ...repeated(layer.additions.map((one) => one.requirement)).map(
      (id) => `The addition to ${id} stands there twice.`,
    ),
    ...[...layer.additions, ...layer.gates]
      .filter(({ requirement }) => !framework.requirements.some(({ id }) => id === requirement))
      .map(({ requirement }) => `The national set has no requirement ${requirement} to add to.`),
    ...layer.gates.flatMap((line) => looserThan(line, framework)),
  ]
  const national = new Set(problemsOf(framework))
  const together = problemsOf(applyLayer(framework, layer))
  return [...new Set([...own, ...together.filter((one) => !national.has(one))])]
}

const STRENGTH: Readonly<Record<EvidenceState, number>> = { draft: 0, signed: 1, live: 2 }

// The line counts wherever its condition holds, so it must ask as much as every national line of its gate.
const looserThan = (line: Layer['gates'][number], framework: Framework): string[] => {
  const national = framework.requirements.find(({ id }) => id === line.requirement)?.gates ?? []
  return linesReplacedBy(line, national, framework)
    .filter((one) => isLooser(line, one))
    .slice(0, 1)
    .map(
      (one) =>
        `The line for ${line.requirement} at the gate ${line.gate} (${inShort(line)}) asks less than the national set does (${inShort(one)} at the gate ${one.gate}). A layer adds; it never loosens.`,
    )
}

const isLooser = (line: GateEffect, national: GateEffect): boolean =>
  (line.effect === 'advises' && national.effect === 'blocks') ||
  STRENGTH[line.needs] < STRENGTH[national.needs] ||
  (line.atLeast !== null &&
    national.atLeast !== null &&
    JSON.stringify(line.atLeast) !== JSON.stringify(national.atLeast))

const inShort = ({ effect, needs }: GateEffect): string => `${effect}, ${needs}`
