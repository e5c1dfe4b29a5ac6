import type { ReactElement } from 'react'
import { isLocal, rolesInWords, type Requirement } from '#modules/framework/index.js'
import { Tag } from '#ui/index.js'

/** What a system's layer adds to a requirement, marked as local; nothing for a purely national one. */
export const LocalWords = ({ requirement }: { requirement: Requirement }): ReactElement | null => {
  const { local } = requirement
  if (isLocal(requirement)) return <Tag tone="blue">local requirement</Tag>
  if (!local) return null
  return (
    <div>
      <Tag tone="blue">local addition</Tag>{' '}
      <span className="wr-note">
        From {local.layer}. {local.wording ? `${local.wording} ` : ''}
        {local.example ? `Local example of good evidence: ${local.example} ` : ''}
        {local.gates.length > 0
          ? `It asks more at: ${[...new Set(local.gates.map(({ gate }) => gate))].join(', ')}. `
          : ''}
        {local.exceptions ? exceptionWords(local.exceptions.by) : ''}
      </span>
    </div>
  )
}

const exceptionWords = (by: NonNullable<NonNullable<Requirement['local']>['exceptions']>['by']) =>
  by === 'nobody'
    ? 'Nobody makes an exception to it here, and nobody says that it does not apply.'
    : `Of those who may make an exception nationally, only the ${rolesInWords(by)} may here.`
