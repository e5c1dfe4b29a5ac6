import type { ReactElement, ReactNode } from 'react'
import { Tag, type Tone } from './tag.js'

/** One thing that needs somebody, with its one next action. */
export interface Task {
  word: string
  tone: Tone
  text: ReactNode
  /** Smaller words under it: who, since when, due. */
  note?: ReactNode | undefined
  action?: { href: string; words: string } | undefined
}

/** What needs me, most urgent first as given; `empty` stands when nothing does. */
export const TaskList = ({
  tasks,
  empty,
}: {
  tasks: readonly Task[]
  empty: ReactNode
}): ReactElement =>
  tasks.length === 0 ? (
    <div className="wr-empty">{empty}</div>
  ) : (
    <ul className="wr-tasks">
      {tasks.map((task, index) => (
        <li key={index}>
          <span className="wr-tasks__tag">
            <Tag tone={task.tone}>{task.word}</Tag>
          </span>
          <span className="wr-tasks__text">
            {task.text}
            {task.note ? <span className="wr-note">{task.note}</span> : null}
          </span>
          {task.action ? (
            <a className="wr-tasks__action" href={task.action.href}>
              {task.action.words}
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
