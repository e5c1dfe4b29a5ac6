import type { ReactElement } from 'react'
import { PageHeading } from '#ui/index.js'
import { SIZE_QUESTIONS } from '../../sample-size/questions.js'
import { HOW_MANY } from '../addresses.js'

/** What can be asked about numbers of cases, each leading to its form. */
export const Questions = (): ReactElement => (
  <>
    <PageHeading>How many cases are needed?</PageHeading>
    <p>
      Too few cases show nothing. Choose what you want to know; you get a number with its method and
      what it assumes, to put into a monitoring plan or an evaluation plan. Nothing that you enter
      is stored.
    </p>
    <ul>
      {Object.entries(SIZE_QUESTIONS).map(([name, { title, says }]) => (
        <li key={name}>
          <a href={`${HOW_MANY}?${new URLSearchParams({ question: name })}`}>{title}</a>
          <span className="wr-note"> {says}</span>
        </li>
      ))}
    </ul>
  </>
)
