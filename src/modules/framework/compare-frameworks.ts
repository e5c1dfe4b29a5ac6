import type { Framework, Requirement } from './model.js'

/** A part of a requirement that differs, as each version has it. */
export interface PartChange {
  readonly part: string
  readonly before: unknown
  readonly after: unknown
}

/** What one version of the agreed way adds to, drops from and changes in another. */
export interface FrameworkDifference {
  readonly before: string
  readonly after: string
  readonly added: readonly Requirement[]
  readonly dropped: readonly Requirement[]
  readonly changed: readonly {
    readonly before: Requirement
    readonly after: Requirement
    readonly parts: readonly PartChange[]
  }[]
  /** Facts, stages and gates that differ, as `gate pilot`. */
  readonly other: readonly string[]
}

/** Compares two versions of the agreed way, requirement by requirement. Pure. */
export const compareFrameworks = (before: Framework, after: Framework): FrameworkDifference => ({
  before: before.version,
  after: after.version,
  added: without(after.requirements, before.requirements),
  dropped: without(before.requirements, after.requirements),
  changed: before.requirements.flatMap((one) => {
    const other = after.requirements.find(({ id }) => id === one.id)
    const parts = other ? partsThatDiffer(one, other) : []
    return other && parts.length > 0 ? [{ before: one, after: other, parts }] : []
  }),
  other: [
    ...different('fact', before.facts, after.facts),
    ...different('stage', before.stages, after.stages),
    ...different('gate', before.gates, after.gates),
  ],
})

interface Named {
  readonly id: string
}

const without = <One extends Named>(these: readonly One[], those: readonly One[]): One[] =>
  these.filter(({ id }) => !those.some((one) => one.id === id))

const partsThatDiffer = (before: Requirement, after: Requirement): PartChange[] =>
  ([...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Requirement)[])
    .filter((part) => !isSame(before[part], after[part]))
    .map((part) => ({ part, before: before[part], after: after[part] }))

const different = (what: string, before: readonly Named[], after: readonly Named[]): string[] => [
  ...without(after, before).map(({ id }) => `${what} ${id} (new)`),
  ...before.flatMap((one) => {
    const other = after.find(({ id }) => id === one.id)
    if (!other) return [`${what} ${one.id} (gone)`]
    return isSame(one, other) ? [] : [`${what} ${one.id}`]
  }),
]

/** Both come from the same schema, so equal things have their keys in the same order. */
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
