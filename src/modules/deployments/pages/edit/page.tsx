import { page } from '#kernel/declare/page.js'
import { Button, ButtonGroup, Card, PageHeading, Table, Tag } from '#ui/index.js'
import { MAY_REGISTER } from '../../model.js'
import { showDeploymentAndWay } from '../../show-deployment.js'
import { editAddress, editSections, filledIn } from './sections.js'

/** What a use says, in parts: how much of each is filled in, and where it is edited. */
export const editPage = page({
  path: '/register/deployments/:id/edit',
  allow: MAY_REGISTER,
  get: async ({ read, params }) => {
    const { deployment, framework } = await read(showDeploymentAndWay, { id: params['id'] })
    const here = `/register/deployments/${deployment.id}`
    const sections = editSections(framework).map((section) => ({
      section,
      ...filledIn(section, deployment),
    }))
    const next = sections.find((one) => one.answered < one.of)
    return {
      title: 'What is known of this use',
      nav: '/register',
      breadcrumbs: [{ text: deployment.product.name, href: here }],
      body: (
        <>
          <PageHeading aside={deployment.useCase.title}>What is known of this use</PageHeading>
          <Card>
            <Table
              caption="Sections"
              quietCaption
              rows={sections}
              rowKey={(one) => one.section.id}
              columns={[
                {
                  heading: 'Section',
                  rowHeader: true,
                  cell: ({ section }) => (
                    <a href={editAddress(deployment.id, section.id)}>{section.name}</a>
                  ),
                },
                {
                  heading: 'Answered',
                  cell: (one) => `${one.answered} of ${one.of}`,
                },
                { heading: 'State', cell: (one) => <State {...one} /> },
              ]}
            />
            <ButtonGroup>
              {next ? (
                <Button href={editAddress(deployment.id, next.section.id)}>
                  Go on with {next.section.name.charAt(0).toLowerCase()}
                  {next.section.name.slice(1)}
                </Button>
              ) : null}
              <a href={here}>Back to the use</a>
            </ButtonGroup>
          </Card>
        </>
      ),
    }
  },
})

const State = ({ of, answered }: { of: number; answered: number }) => {
  if (answered === 0) return <Tag tone="outline">Not answered</Tag>
  return answered < of ? <Tag tone="yellow">In part</Tag> : <Tag tone="green">Answered</Tag>
}
