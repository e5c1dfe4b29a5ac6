import { isAllowed, type Allow } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import { asDate, Button, ButtonGroup, SummaryList } from '#ui/index.js'
import { showOpportunity } from '../../show-opportunity.js'
import { CLINICAL_WORDS } from '../../words.js'

/** Who decides the first gate (framework/gates.yaml); the gate itself checks it again. */
const DECIDES_FIRST_GATE: Allow = ['executive-sponsor', 'deployment-owner']

/** An opportunity: the problem, what it is worth, who owns it, and what can be done. */
export const showPage = page({
  path: '/register/opportunities/:id',
  allow: ['signed-in'],
  get: async ({ read, params, actor }) => {
    const { opportunity, useCase, mayChange } = await read(showOpportunity, { id: params['id'] })
    const here = `/register/opportunities/${opportunity.id}`
    const isOpen = opportunity.state === 'open'
    const isAside = opportunity.state === 'parked' || opportunity.state === 'stopped'
    const mayDecide =
      isOpen &&
      opportunity.organisationId === actor.organisationId &&
      isAllowed(actor, DECIDES_FIRST_GATE)
    return {
      title: 'Summary',
      nav: '/register',
      subject: { kind: 'opportunity', id: opportunity.id },
      tab: 'Summary',
      body: (
        <>
          <SummaryList
            rows={[
              { key: 'The problem', value: opportunity.problem },
              { key: 'What it is worth today', value: opportunity.worth },
              { key: 'Could it affect care?', value: CLINICAL_WORDS[opportunity.isClinical] },
              { key: 'Use case', value: useCase?.title },
              { key: 'Owner', value: opportunity.ownerName ?? 'not shown to partners' },
              { key: 'Put forward', value: asDate(opportunity.putForwardAt) },
              ...(opportunity.stateReason
                ? [{ key: 'Reason for its state', value: opportunity.stateReason }]
                : []),
              ...(opportunity.deploymentId
                ? [
                    {
                      key: opportunity.state === 'joined' ? 'Joined' : 'Became',
                      value: (
                        <a href={`/register/deployments/${opportunity.deploymentId}`}>
                          this deployment
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(mayChange
                ? [
                    {
                      key: 'Sharing',
                      value: opportunity.heldBack
                        ? 'Held back from partners'
                        : 'Partners in our system see this',
                    },
                  ]
                : []),
            ]}
          />
          <ButtonGroup>
            {mayDecide ? <Button href={`${here}/gate`}>Decide whether to assess</Button> : null}
            {mayChange && (isOpen || isAside) ? <a href={`${here}/edit`}>Edit</a> : null}
            {mayChange && isOpen ? <a href={`${here}/set-aside?act=park`}>Park</a> : null}
            {mayChange && isOpen ? <a href={`${here}/set-aside?act=stop`}>Stop</a> : null}
            {mayChange && isAside ? (
              <a href={`${here}/set-aside?act=reopen`}>Take it up again</a>
            ) : null}
          </ButtonGroup>
        </>
      ),
    }
  },
})
