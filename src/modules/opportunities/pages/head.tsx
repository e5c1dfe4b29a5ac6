import type { SubjectHead } from '#kernel/declare/subject.js'
import { PageHeading, Tag } from '#ui/index.js'
import { showOpportunity } from '../show-opportunity.js'
import { STATE_WORDS } from '../words.js'

/** What stands above the tabs of an opportunity. */
export const opportunityHead: SubjectHead = {
  of: 'opportunity',
  head: async ({ read }, id) => {
    const { opportunity } = await read(showOpportunity, { id })
    const { word, tone } = STATE_WORDS[opportunity.state]
    return {
      title: opportunity.title,
      breadcrumbs: [
        { text: 'Register', href: '/register' },
        { text: 'Opportunities', href: '/register/opportunities' },
      ],
      element: (
        <>
          <PageHeading aside={`at ${opportunity.organisationName}`}>
            {opportunity.title}
          </PageHeading>
          <p>
            <Tag tone={tone}>{word}</Tag>
          </p>
        </>
      ),
    }
  },
}
