import { page, type PageContext } from '#kernel/declare/page.js'
import type { Problem } from '#kernel/errors.js'
import { answerSize } from '../../sample-size/answer-size.js'
import { sizeQuestion } from '../../sample-size/questions.js'
import { HOW_MANY } from '../addresses.js'
import { Questions } from './questions.js'
import { SizeBody } from './size-body.js'

const TITLE = 'How many cases are needed?'

const NOTHING_YET = { problems: [] as readonly Problem[] }

/** How many cases an evaluation or a period needs: a form that is sent by GET; nothing is stored. */
export const howManyPage = page({
  path: HOW_MANY,
  allow: ['signed-in'],
  get: async ({ query }: PageContext) => {
    const name = query['question'] ?? ''
    const question = sizeQuestion(name)
    if (!question) return { title: TITLE, nav: '/register', body: <Questions /> }
    const isAsked = question.inputs.some((input) => query[input] !== undefined)
    const answered = isAsked ? answerSize(question, query) : NOTHING_YET
    const problems = 'problems' in answered ? answered.problems : []
    return {
      title: `${problems.length > 0 ? 'Error: ' : ''}${question.title}`,
      nav: '/register',
      breadcrumbs: [{ text: TITLE, href: HOW_MANY }],
      status: problems.length > 0 ? 422 : 200,
      body: (
        <SizeBody
          name={name}
          question={question}
          form={{ values: query, errors: problems }}
          answer={'answer' in answered ? answered.answer : null}
        />
      ),
    }
  },
})
