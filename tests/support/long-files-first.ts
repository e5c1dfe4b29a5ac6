import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Folders whose files take a minute where others take a second, the slowest first. */
const SLOW = ['tests/operations/', 'tests/journeys/', 'tests/contracts/', 'tests/']

/**
 * Long files first, also where no earlier run has left its durations, so that at the end no worker
 * waits a minute for the other.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const root = `${this.ctx.config.root}/`
    const place = ({ moduleId }: TestSpecification): number => {
      const found = SLOW.findIndex((folder) => moduleId.startsWith(root + folder))
      return found === -1 ? SLOW.length : found
    }
    return (await super.sort(files)).toSorted((one, two) => place(one) - place(two))
  }
}
