import type { ReactElement } from 'react'
import { EmptyList, EmptyState } from '#ui/index.js'

/** What stands where no deployment fits, or none is there yet. */
export const NoneFound = ({ clearHref }: { clearHref: string | undefined }): ReactElement => (
  <EmptyList heading="No deployment is registered yet" clearHref={clearHref}>
    <p>Register what your organisation uses, at the stage it is really at.</p>
  </EmptyList>
)

/**
 * What stands there for a supplier. Suppliers are not partners (product.md, rule 6): where their products
 * are used is not shared with them.
 */
export const NoneOfSupplier = ({ own }: { own: string | null }): ReactElement => (
  <EmptyState heading="No deployment of your own is found">
    <p>
      This lists what your own organisation uses. Where NHS organisations use your products is
      shared among them, not with suppliers.
    </p>
    <ul>
      <li>
        <a href="/register/products">Your products</a>: their versions, hazards and the evidence
        that you open to customers
      </li>
      {own ? (
        <li>
          <a href={`/register/organisations/${own}/evidence`}>Your company’s evidence</a>: who
          relies on it, and what runs out
        </li>
      ) : null}
      <li>
        <a href="/alerts">Alerts</a> about what you supply
      </li>
    </ul>
  </EmptyState>
)
