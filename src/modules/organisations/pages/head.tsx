import type { SubjectHead } from '#kernel/declare/subject.js'
import { asDate, PageHeading, Tag } from '#ui/index.js'
import { ORGANISATION_KIND_NAMES } from '../model.js'
import { showOrganisation } from '../show-organisation.js'

/** What stands above the tabs of an organisation. */
export const organisationHead: SubjectHead = {
  of: 'organisation',
  head: async ({ read }, id) => {
    const { organisation } = await read(showOrganisation, { id })
    return {
      title: organisation.name,
      breadcrumbs: [
        { text: 'Register', href: '/register' },
        { text: 'Organisations', href: '/register/organisations' },
      ],
      element: (
        <>
          <PageHeading aside={ORGANISATION_KIND_NAMES[organisation.kind]}>
            {organisation.name}
          </PageHeading>
          {organisation.closed ? <Tag tone="red">Closed {asDate(organisation.closed)}</Tag> : null}
        </>
      ),
    }
  },
}
