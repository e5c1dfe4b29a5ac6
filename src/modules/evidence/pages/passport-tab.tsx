import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import { asShortDate, Button, Card, Form, Hidden, Table, Tag } from '#ui/index.js'
import { fileAddress } from '../addresses.js'
import { followFile, unfollowFile } from '../follow-file.js'
import { MAY_ANSWER } from '../model.js'
import { showPassport, type OpenFile, type OpenItem } from '../show-passport.js'

/** A product's evidence: what its supplier opens to you by version and for the company, to follow. */
export const passportTab = page({
  path: '/register/products/:id/evidence',
  allow: ['signed-in'],
  get: async ({ read, params, actor, csrf, url }) => {
    const { product, files, isSupplier } = await read(showPassport, { productId: params['id'] })
    const mayFollow = !isSupplier && isAllowed(actor, MAY_ANSWER)
    return {
      title: 'Evidence',
      nav: '/register',
      subject: { kind: 'product', id: product.id },
      tab: 'Evidence',
      body: (
        <>
          <p>
            {isSupplier
              ? 'Keep one file for each version and one for the company. Each customer that you open it to sees the same.'
              : product.claimed
                ? 'What its supplier signed and opens to your organisation. To rely on it, open “Work you can use” at your deployment.'
                : 'Its supplier has not claimed this product, so nobody keeps a supplier’s file. What you answer is your own assessment.'}
          </p>
          {files.map((file) => (
            <Card key={file.subject.subjectId} heading={file.name}>
              {isSupplier ? null : <Open file={file} />}
              <p className="wr-screen-only">
                <a href={fileAddress(file.subject)}>
                  {isSupplier ? 'Open your file on' : 'Your own assessment of'} {file.name}
                </a>
              </p>
              {mayFollow ? (
                <Form action={url} csrf={csrf}>
                  <Hidden name="scope" value={file.subject.scope} />
                  <Hidden name="subjectId" value={file.subject.subjectId} />
                  <Button
                    kind="secondary"
                    name="act"
                    value={file.isFollowed ? 'unfollow' : 'follow'}
                  >
                    {file.isFollowed ? `Stop following ${file.name}` : `Follow ${file.name}`}
                  </Button>
                </Form>
              ) : null}
            </Card>
          ))}
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const subject = { scope: values['scope'], subjectId: values['subjectId'] }
    const follows = values['act'] !== 'unfollow'
    await run(follows ? followFile : unfollowFile, subject)
    return {
      redirect: `/register/products/${params['id']}/evidence`,
      flash: follows
        ? 'Your organisation is told when it changes, and 90, 30 and 7 days before something in it ends.'
        : 'Your organisation no longer follows it.',
    }
  },
})

const Open = ({ file }: { file: OpenFile }): ReactElement => (
  <Table
    caption={`What is open to you on ${file.name}`}
    quietCaption
    rows={file.items}
    rowKey={({ signed }) => signed.id}
    empty={<p>Nothing is open to you. Ask the supplier to open its file to your organisation.</p>}
    columns={[
      {
        heading: 'Requirement',
        cell: ({ name, signed }) => (
          <>
            {name}
            <span className="wr-note">{signed.requirementId}</span>
          </>
        ),
      },
      {
        heading: 'Signed',
        cell: ({ signed }) => `${signed.signature.personName}, ${asShortDate(signed.signature.on)}`,
      },
      { heading: 'In date until', cell: (item) => <Until item={item} /> },
    ]}
  />
)

const Until = ({ item: { signed, step } }: { item: OpenItem }): ReactElement => (
  <>
    {signed.inDateUntil === null ? 'a change' : asShortDate(signed.inDateUntil)}{' '}
    {signed.reviewSince ? <Tag tone="orange">Under review</Tag> : null}
    {step === 'over' ? <Tag tone="red">Expired</Tag> : null}
    {step !== null && step !== 'over' ? <Tag tone="yellow">Within {step} days</Tag> : null}
  </>
)
