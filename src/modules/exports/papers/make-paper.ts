import type { Doors } from '#kernel/operation.js'
import type { Report } from '#ui/report/report.js'
import { noteExport } from '../note-export.js'
import { boardPaper } from './board-paper.js'
import { foiAnswerPack } from './foi-answer-pack.js'
import { showBoardFacts, showTools } from './show-papers.js'

/** A paper of the asker's organisation, after who takes it out and why was noted. Throws Invalid. */
export const paperOf = async (
  { run, read }: Doors,
  given: { what?: unknown; reason?: unknown; month?: unknown },
): Promise<Report> => {
  const { what, reason, month } = given
  const note = await run(noteExport, { of: 'organisation', what, reason })
  if (what === 'foi-answer-pack') return foiAnswerPack(await read(showTools, {}), note)
  const facts = await read(showBoardFacts, { month })
  return boardPaper(facts.tools, facts.month, facts.figures, note)
}
