import type { ReactElement } from 'react'
import { HOW_MANY } from '#modules/monitoring/index.js'
import type { ShownForm } from '../show-form.js'

/** Questions that another page of Wardround helps to answer: form, code, address and what it does. */
const HELP: readonly { form: string; code: string; href: string; words: string }[] = [
  {
    form: 'evaluation-plan',
    code: '1.5',
    href: HOW_MANY,
    words: 'Work out how many cases are needed',
  },
]

/** A link to the page that helps with a question, in a tab of its own, so that nothing typed is lost. */
export const QuestionHelp = (props: { shown: ShownForm; code: string }): ReactElement | null => {
  const { shown, code } = props
  const help = HELP.find((one) => one.form === shown.form.id && one.code === code)
  return help ? (
    <p className="wr-note">
      <a href={help.href} target="_blank" rel="noopener">
        {help.words} (opens in a new tab)
      </a>
    </p>
  ) : null
}
