/** Files of a framework, or a layer over it, do not fit together; `problems` are sentences for their author. */
export class FrameworkFault extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}
