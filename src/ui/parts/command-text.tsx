import { createElement, Fragment, type ReactElement } from 'react'

/**
 * A command as it is typed: a line of it ends between words alone, never at a hyphen, so that it reads,
 * prints and is copied whole.
 */
export const CommandText = ({ children }: { children: string }): ReactElement => (
  <code className="wr-command">
    {createElement(
      Fragment,
      null,
      ...children
        .split(' ')
        .flatMap((word, place) => [
          place > 0 ? ' ' : '',
          <span key={`${place} ${word}`}>{word}</span>,
        ]),
    )}
  </code>
)

/** A command in a box of its own, for copying. */
export const CommandBox = ({ children }: { children: string }): ReactElement => (
  <pre className="wr-code">
    <CommandText>{children}</CommandText>
  </pre>
)
