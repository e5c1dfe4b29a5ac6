import type { ReactElement } from 'react'
import type { FileStore } from '#files/file-store.js'
import { page, type FormBody, type PageDescription } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import { MAY_REGISTER_PRODUCTS } from '#modules/products/index.js'
import {
  asCountOf,
  Button,
  ButtonGroup,
  ErrorSummary,
  field,
  FileField,
  Form,
  Hidden,
  Panel,
  Table,
} from '#ui/index.js'
import { statementInWords } from '../card-view.js'
import type { StatementChange } from '../compare-cards.js'
import { LARGEST_CARD } from '../decode-card.js'
import { importCardTo } from '../import-card.js'
import { lookAtCard } from '../look-at-card.js'
import { proposeCard } from '../propose-card.js'
import { showCards } from '../show-cards.js'
import type { Statement } from '../statements.js'
import { cardsHref, importHref } from './address.js'
import { Statements } from './statements.js'

// A file comes back from the preview as base64, a third longer, with the form around it.
const LARGEST_BODY = Math.ceil(LARGEST_CARD * 1.4) + 64 * 1024

type Proposed = Awaited<ReturnType<typeof proposeCard.run>>

/** Importing a card of a version: what it states otherwise is shown before anything is kept. */
export const importPage = (files: FileStore): PageDescription => {
  const importCard = importCardTo(files)
  return page({
    path: '/register/products/:id/card/:version/import',
    allow: MAY_REGISTER_PRODUCTS,
    largestBody: LARGEST_BODY,
    largestFile: LARGEST_CARD,
    get: async ({ read, params, csrf }, form) => {
      const about = aboutOf(params)
      const { product, version } = await read(showCards, about)
      return {
        title: 'Import a model card',
        nav: '/register',
        subject: { kind: 'product', id: product.id },
        tab: 'Model card',
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <h2>Import a model card of version {version?.name}</h2>
            <p>
              A CHAI model card, v0.1 or v0.2, as its supplier made it. It is checked, and what it
              states otherwise than the card there is now is shown, before anything is kept.
            </p>
            <Form action={importHref(about.productId, about.versionId)} csrf={csrf} multipart>
              <FileField
                label="The card"
                hint="An XML file, up to 2 MB"
                accept=".xml,application/xml,text/xml"
                name="file"
                error={field(form, 'file').error}
              />
              <ButtonGroup>
                <Button>Show what it states</Button>
                <a href={cardsHref(about.productId, about.versionId)}>Cancel</a>
              </ButtonGroup>
            </Form>
          </div>
        ),
      }
    },
    post: async ({ read, run, params, csrf }, body) => {
      const about = aboutOf(params)
      const { bytes, fileName, seen, isFinal } = givenIn(body)
      const card = await lookAtCard({ read }, { ...about, bytes, fileName })
      if (isFinal) {
        const done = await run(importCard, { ...about, card, seen })
        return {
          redirect: cardsHref(about.productId, about.versionId),
          flash: done.changed ? 'The model card is imported.' : 'This card was here already.',
        }
      }
      const proposed = await read(proposeCard, { ...about, card })
      return {
        title: 'What the card states',
        nav: '/register',
        subject: { kind: 'product', id: about.productId },
        tab: 'Model card',
        body: (
          <Preview
            proposed={proposed}
            here={importHref(about.productId, about.versionId)}
            cards={cardsHref(about.productId, about.versionId)}
            csrf={csrf}
            fileName={fileName}
            content={Buffer.from(bytes).toString('base64')}
          />
        ),
      }
    },
  })
}

const aboutOf = (params: Readonly<Record<string, string>>) => ({
  productId: params['id'] ?? '',
  versionId: params['version'] ?? '',
})

const givenIn = ({ values, files }: FormBody) => {
  const { content, fileName, seen } = values
  if (typeof content === 'string' && typeof fileName === 'string')
    return { bytes: new Uint8Array(Buffer.from(content, 'base64')), fileName, seen, isFinal: true }
  const file = files['file']
  if (!file) throw new Invalid([{ field: 'file', message: 'Choose a file.' }])
  return { bytes: file.bytes, fileName: file.name, seen: undefined, isFinal: false }
}

const Preview = (props: {
  proposed: Proposed
  here: string
  cards: string
  csrf: string
  fileName: string
  content: string
}): ReactElement => {
  const { proposed, here } = props
  if (proposed.card === null)
    return (
      <>
        <h2>This file cannot be imported</h2>
        <Panel tone="red">
          {asCountOf(proposed.problems.length, 'problem')} in {props.fileName}. Nothing is kept. Its
          supplier mends the file.
        </Panel>
        <Table
          caption="What is wrong"
          quietCaption
          rows={proposed.problems}
          columns={[
            { heading: 'Line', numeric: true, cell: (one) => one.line },
            { heading: 'What is wrong', rowHeader: true, cell: (one) => one.message },
            { heading: 'Where', cell: (one) => one.path },
          ]}
        />
        <a href={here}>Choose another file</a>
      </>
    )
  const { card, current, version, saysTheSame, changes } = proposed
  return (
    <>
      <h2>What the card states</h2>
      <Panel>
        {props.fileName} is a valid card of {card.product.name}, release {card.product.version}, by{' '}
        {card.product.developer}.{' '}
        {saysTheSame ? 'It says the same as the card there is: there is nothing to import.' : ''}
      </Panel>
      <NotTheSame stated={card.product} product={proposed.product} version={version} />
      {saysTheSame ? null : (
        <Form action={here} csrf={props.csrf} multipart>
          <Hidden name="content" value={props.content} />
          <Hidden name="fileName" value={props.fileName} />
          <Hidden name="seen" value={String(current?.number ?? 0)} />
          <ButtonGroup>
            <Button>{current ? 'Import it in place of the card there is' : 'Import it'}</Button>
            <a href={props.cards}>Cancel</a>
          </ButtonGroup>
        </Form>
      )}
      {current ? <Changes changes={changes} /> : <Statements statements={card.statements} />}
      <a href={here}>Choose another file</a>
    </>
  )
}

const NotTheSame = (props: {
  stated: { name: string; version: string }
  product: { name: string }
  version: { name: string }
}): ReactElement | null => {
  const stated = `${props.stated.name} ${props.stated.version}`
  const here = `${props.product.name} ${props.version.name}`
  return stated === here ? null : (
    <p>
      The card is about “{stated}”; here it would stand with “{here}”. Import it only if they are
      the same.
    </p>
  )
}

const Changes = ({ changes }: { changes: readonly StatementChange[] }): ReactElement => (
  <Table
    caption={`What differs from the card there is: ${asCountOf(changes.length, 'statement')}`}
    compact
    rows={changes}
    empty={<p>No statement differs.</p>}
    columns={[
      { heading: 'Statement', cell: (one) => (one.after ?? one.before)?.headings.join(': ') },
      { heading: 'In the card there is', cell: (one) => wordsOf(one.before) },
      { heading: 'In this file', cell: (one) => wordsOf(one.after) },
    ]}
  />
)

const wordsOf = (statement: Statement | null): string =>
  statement ? `“${statementInWords(statement)}”` : 'not stated'
