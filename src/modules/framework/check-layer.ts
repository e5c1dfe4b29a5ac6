import { applyLayer, linesReplacedBy } from './apply-layer.js'
import { problemsOf } from './check-framework.js'
import type { Layer } from './layer-model.js'
import type { EvidenceState, Framework, GateEffect } from './model.js'
import { everybodyWhoMayExcept, isWithin } from './narrow-exceptions.js'
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
    ...repeated(layer.exceptions.map((one) => one.requirement)).map(
      (id) => `The exceptions to ${id} stand there twice.`,
    ),
    ...repeated(layer.checks.map((one) => `${one.check} at the gate ${one.gate}`)).map(
      (which) => `The check ${which} stands there twice.`,
    ),
    ...[...layer.additions, ...layer.gates, ...layer.exceptions]
      .filter(({ requirement }) => !framework.requirements.some(({ id }) => id === requirement))
      .map(({ requirement }) => `The national set has no requirement ${requirement} to add to.`),
    ...layer.gates.flatMap((line) => looserThan(line, framework)),
    ...layer.checks.flatMap((line) => looserCheck(line, framework)),
    ...layer.exceptions.flatMap((line) => widerThan(line, framework)),
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

const looserCheck = (line: Layer['checks'][number], { gates }: Framework): string[] => {
  const there = gates
    .find(({ id }) => id === line.gate)
    ?.checks.find(({ check }) => check === line.check)
  if (!there) return []
  const isLess = line.effect === 'advises' && there.effect === 'blocks'
  if (!isLess && isWithin(line.mayExcept, there.mayExcept)) return []
  return [
    `The check ${line.check} at the gate ${line.gate} asks less than the national one, or lets more people except it. A layer adds; it never loosens.`,
  ]
}

const widerThan = (line: Layer['exceptions'][number], { requirements }: Framework): string[] => {
  const there = requirements.find(({ id }) => id === line.requirement)
  if (!there || isWithin(line.by, everybodyWhoMayExcept(there))) return []
  return [
    `The exceptions to ${line.requirement} would be for somebody who may make none nationally. A layer narrows who may; it never widens.`,
  ]
}

const inShort = ({ effect, needs }: GateEffect): string => `${effect}, ${needs}`
