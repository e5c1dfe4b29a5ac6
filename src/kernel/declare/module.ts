import type { Allow } from '../actor.js'
import type { Operation } from '../operation.js'
import type { ClockJob, Subscriber } from './background.js'
import type { PageContext, PageDescription } from './page.js'
import type { AnyRoute } from './route.js'
import type {
  BannerSource,
  HomeItem,
  NextActionSource,
  Panel,
  PublicSection,
  SubjectHead,
  Tab,
} from './subject.js'

/** Everything a module offers; `main` lists the modules and the entrances interpret them. */
export interface ModuleDescription {
  name: string
  rank: number
  operations?: readonly Operation<never, unknown>[]
  pages?: readonly PageDescription[]
  routes?: readonly AnyRoute[]
  subscribers?: readonly Subscriber[]
  clockJobs?: readonly ClockJob[]
  heads?: readonly SubjectHead[]
  tabs?: readonly Tab[]
  panels?: readonly Panel[]
  banners?: readonly BannerSource[]
  nextActions?: readonly NextActionSource[]
  publicSections?: readonly PublicSection[]
  navigation?: readonly { label: string; href: string; order: number; allow: Allow }[]
  homeItems?: (context: PageContext) => Promise<readonly HomeItem[]>
}

/** Declares a module. */
export const moduleOf = (description: ModuleDescription): ModuleDescription => description

/** Forgets the input type of operations so that a list can hold them. */
export const operations = (
  ...list: readonly { readonly name: string; readonly kind: 'command' | 'query' }[]
): readonly Operation<never, unknown>[] => list as unknown as readonly Operation<never, unknown>[]
