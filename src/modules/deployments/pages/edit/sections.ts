import type { FactDefinition, Framework } from '#modules/framework/index.js'
import type { Deployment } from '../../model.js'
import { askedFacts } from '../../words.js'
import { factGroups } from '../fact-words.js'

/** A part of what a use says, edited on a page of its own. */
export interface EditSection {
  id: string
  name: string
  /** The questions of this part; none where it asks for something else. */
  facts: readonly FactDefinition[]
  /** The names of its fields in a form. */
  fields: readonly string[]
}

/** The parts of what a use says: the questions that decide what is asked of it, then what stands beside them. */
export const editSections = (framework: Framework): readonly EditSection[] => [
  ...factGroups(askedFacts(framework)).map((group) => ({
    ...group,
    fields: group.facts.map(({ id }) => `facts.${id}`),
  })),
  {
    id: 'stop',
    name: 'Who answers for it, and how it is stopped',
    facts: [],
    fields: ['ownerId', 'switchOffHow', 'switchOffWho'],
  },
  {
    id: 'dates',
    name: 'Dates and sharing',
    facts: [],
    fields: ['pilotEnds', 'reviewDue', 'heldBack'],
  },
]

/** How much of a part is filled in. */
export const filledIn = (
  section: EditSection,
  deployment: Pick<
    Deployment,
    'facts' | 'stage' | 'switchOffHow' | 'switchOffWho' | 'pilotEnds' | 'reviewDue'
  >,
): { of: number; answered: number } => {
  const given: readonly unknown[] =
    section.id === 'stop'
      ? [deployment.switchOffHow, deployment.switchOffWho]
      : section.id === 'dates'
        ? [...(deployment.stage === 'pilot' ? [deployment.pilotEnds] : []), deployment.reviewDue]
        : section.facts.map(({ id }) => deployment.facts[id] ?? '')
  return { of: given.length, answered: given.filter((one) => one !== '' && one !== null).length }
}

/** Where what a use says is edited: the list of its parts, or one of them. */
export const editAddress = (deploymentId: string, section?: string): string =>
  `/register/deployments/${deploymentId}/edit${section ? `/${section}` : ''}`
