import type { ReactElement } from 'react'
import { InsetText } from '#ui/index.js'
import type { EvidenceFile } from '../subject.js'

/** Whether nothing more is added to a file, because the use it belongs to has ceased. */
export const isClosed = ({ deployment }: Pick<EvidenceFile, 'deployment'>): boolean =>
  deployment?.state === 'ceased'

/** Says of a closed file, where others' work is shown, that it can be read and no longer used. */
export const ClosedNote = ({ file }: { file: EvidenceFile }): ReactElement | null =>
  isClosed(file) ? (
    <InsetText>
      This deployment has ceased; its evidence is closed. What others signed can be read, and no
      longer be used here.
    </InsetText>
  ) : null
