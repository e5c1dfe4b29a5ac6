/** What is wrong with a card, where: `line` counts from 1, `path` names the elements from the outermost. */
export interface CardProblem {
  line: number
  path: string
  message: string
}
