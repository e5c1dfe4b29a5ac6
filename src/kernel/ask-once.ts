import type { Doors, Operation } from './operation.js'

/**
 * Doors through which the same question is asked once: a page and what stands around it often need
 * the same record. Whatever is carried out makes every answer be asked for anew. For one request only.
 */
export const askOnce = (doors: Doors): Doors => {
  const answers = new Map<string, Promise<unknown>>()
  return {
    run: async (command, input) => {
      answers.clear()
      return doors.run(command, input).finally(() => answers.clear())
    },
    read: async <In, Out>(query: Operation<In, Out>, input: unknown): Promise<Out> => {
      const question = `${query.name} ${JSON.stringify(input)}`
      const answer = answers.get(question) ?? doors.read(query, input)
      answers.set(question, answer)
      return answer as Promise<Out>
    },
  }
}
