import type { ReactElement } from 'react'
import type { ShownForm } from '../show-form.js'
import { evidenceAddress } from '../use-as-evidence.js'
import { formAddress } from './places.js'

/** What is attached to a question, with a way to attach more. */
export const Attached = ({ code, shown }: { code: string; shown: ShownForm }): ReactElement => {
  const { filled } = shown
  const documents = shown.attached.get(code) ?? []
  const here = `${formAddress(filled.id)}/questions/${code}/attachments`
  return (
    <div className="wr-note">
      {documents.length > 0 ? (
        <ul>
          {documents.map((one) => (
            <li key={one.id}>
              <DocumentLink document={one} shown={shown} />{' '}
              <a href={`${here}/${one.id}/take-off`}>
                Take off<span className="nhsuk-u-visually-hidden"> {one.title}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      <a href={`${here}/new`}>
        Attach a file or link<span className="nhsuk-u-visually-hidden"> to {code}</span>
      </a>
    </div>
  )
}

/** A link to a document, where it is kept. */
export const DocumentLink = (props: {
  document: { id: string; title: string; address: string | null }
  shown: ShownForm
}): ReactElement => {
  const { document, shown } = props
  const evidence = evidenceAddress(shown.filled, shown.requirement)
  return <a href={document.address ?? `${evidence}/documents/${document.id}`}>{document.title}</a>
}
