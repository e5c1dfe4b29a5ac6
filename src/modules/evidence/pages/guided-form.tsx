import type { ReactElement } from 'react'
import type { Doors, Operation } from '#kernel/operation.js'
import { requireRequirement } from '#modules/framework/index.js'
import { asCountOf, asDateTime, Button, Card } from '#ui/index.js'
import type { Subject } from '../model.js'
import type { RequirementEvidence } from '../show-evidence.js'
import { scopeOf, type EvidenceFile } from '../subject.js'

/** How far a guided form is. */
interface GuidedFormState {
  id: string
  word: string
  changedAt: Date
  changedByName: string
  progress: { answered: number; asked: number }
}

/** Asks how far the form about a subject is, from the module above that owns forms; null before it is started. */
export type FormProgressQuery = Operation<
  { form: string; scope: Subject['scope']; subjectId: string },
  GuidedFormState | null
>

/** The way to answer a requirement question by question, with how far that is; null where it has no form. */
export const guidedFormCard = async (
  { read }: Pick<Doors, 'read'>,
  shown: RequirementEvidence & { file: EvidenceFile },
  formProgress: FormProgressQuery,
): Promise<ReactElement | null> => {
  const whole = requireRequirement(shown.file.framework, shown.requirement.id)
  if (whole.form === null) return null
  const subject = subjectOfForm(shown, scopeOf(whole))
  if (!subject)
    return (
      <Card heading="Question by question">
        <p>This can be answered question by question once a version is chosen.</p>
      </Card>
    )
  const state = await read(formProgress, { form: whole.form, ...subject })
  if (!state && shown.file.deployment?.state === 'ceased') return null
  const start = `/forms/start/${whole.form}/${subject.scope.replace('_', '-')}/${subject.subjectId}`
  return (
    <Card heading="Question by question">
      <p>
        {state
          ? `${state.word}: ${state.progress.answered} of ${asCountOf(state.progress.asked, 'question')} answered, last by ${state.changedByName}, ${asDateTime(state.changedAt)}.`
          : 'A form leads through it with help, and fills the answer here when it is finished.'}
      </p>
      <Button href={state ? `/forms/${state.id}` : start} kind="secondary">
        {wordsFor(shown.file, state)}
      </Button>
    </Card>
  )
}

const wordsFor = ({ deployment }: EvidenceFile, state: GuidedFormState | null): string => {
  if (deployment?.state === 'ceased') return 'Read it question by question'
  return state ? 'Go on question by question' : 'Answer question by question'
}

const subjectOfForm = (
  { file, kept }: { file: EvidenceFile; kept: Subject },
  scope: Subject['scope'],
): Subject | null => {
  if (kept.scope === scope) return { scope, subjectId: kept.subjectId }
  return file.subject.scope === scope ? file.subject : null
}
