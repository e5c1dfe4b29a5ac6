import type { ReactElement } from 'react'
import type { Allow } from '#kernel/actor.js'
import {
  page,
  type FormBody,
  type PageContext,
  type PageDescription,
} from '#kernel/declare/page.js'
import { compareFrameworks } from '#modules/framework/index.js'
import {
  Button,
  ButtonGroup,
  dateOfParts,
  ErrorSummary,
  Form,
  Hidden,
  InsetText,
  PageHeading,
  type FormState,
} from '#ui/index.js'
import { proposeChange } from '../propose-change.js'
import { previewChange, showVersions } from '../show-versions.js'
import { frameworkOf } from '../way-in-force.js'
import { LayerContent, NationalContent, ProposalFields } from './change-fields.js'
import { Difference } from './difference.js'

const TRAIL = [
  { text: 'The agreed way', href: '/framework' },
  { text: 'Versions', href: '/framework/versions' },
]
const LEADS: Allow = ['system-ai-lead']
const LARGEST_FORM = 4 * 1024 * 1024

const START = `id: ours
name: Our board
requirements: []
gates: []
checks: []
signatures: []
exceptions: []
additions: []
`

const sideBySide = page({
  path: '/framework/layer',
  allow: ['signed-in'],
  get: async ({ read }) => {
    const { national, framework, layer, layerText } = await read(showVersions, {})
    return {
      title: 'National and local',
      breadcrumbs: TRAIL,
      body: (
        <>
          <PageHeading caption={`Version ${framework.version}`}>National and local</PageHeading>
          <p>
            A system may add requirements, stricter gates, checks of the record, signatures before a
            decision, examples and words of its own to the national set, and narrow who may make an
            exception. It never removes or loosens what is national.
          </p>
          {layer ? (
            <>
              <Difference
                difference={compareFrameworks(national, framework)}
                before={national}
                after={framework}
              />
              <h2 className="nhsuk-heading-m">The layer as it is written</h2>
              <pre className="wr-code">{layerText}</pre>
            </>
          ) : (
            <InsetText>Your system has added nothing: everything here is national.</InsetText>
          )}
        </>
      ),
    }
  },
})

const changePage = (
  kind: 'layer' | 'national',
  path: string,
  title: string,
  Content: (props: { form: FormState; start: string }) => ReactElement,
): PageDescription =>
  page({
    path,
    allow: LEADS,
    largestBody: LARGEST_FORM,
    get: async ({ read, csrf }, form) => {
      const { layerText, partners, installed } = await read(showVersions, {})
      return {
        title,
        breadcrumbs: TRAIL,
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading>{title}</PageHeading>
            {kind === 'national' && !installed.isInForce ? (
              <InsetText>
                Version {installed.version} came with this installation and is not in force here.
                Leave the text empty to propose it.
              </InsetText>
            ) : null}
            <Form action={path} csrf={csrf} multipart>
              <Content form={form} start={layerText || START} />
              <ProposalFields form={form} partners={partners} />
              <ButtonGroup>
                <Button kind="secondary" name="act" value="preview">
                  Check and show the difference
                </Button>
                <Button name="act" value="propose">
                  Propose it
                </Button>
                <a href="/framework/versions">Cancel</a>
              </ButtonGroup>
            </Form>
          </div>
        ),
      }
    },
    post: async (context, body) => {
      const text = textOf(kind, body)
      if (body.values['act'] !== 'propose') return preview(context, kind, text, body, path)
      const { values } = body
      const { id } = await context.run(proposeChange, {
        kind,
        [kind]: text,
        title: values['title'],
        reason: values['reason'],
        commentsUntil: dateOfParts(values, 'commentsUntil'),
        groupName: values['groupName'],
        groupMembers: values['groupMembers'],
      })
      return {
        redirect: `/framework/proposals/${id}`,
        flash: 'The change is proposed. Your partners can comment now.',
      }
    },
  })

/** A file that was given counts before what stands in the text. */
const textOf = (kind: string, { values, files }: FormBody): string => {
  const file = files['file']
  const typed = values[kind]
  if (file && file.bytes.length > 0) return new TextDecoder().decode(file.bytes)
  return typeof typed === 'string' ? typed.replaceAll('\r\n', '\n') : ''
}

const preview = async (
  { read, csrf }: PageContext,
  kind: 'layer' | 'national',
  text: string,
  { values }: FormBody,
  path: string,
) => {
  const { framework } = await read(showVersions, {})
  const { way, difference } = await read(previewChange, { kind, [kind]: text })
  return {
    title: 'What it would change',
    breadcrumbs: TRAIL,
    body: (
      <>
        <PageHeading>What it would change</PageHeading>
        <InsetText>It fits. Nothing is stored yet.</InsetText>
        <Difference difference={difference} before={framework} after={frameworkOf(way, null)} />
        <Form action={path} csrf={csrf} multipart>
          <Hidden name={kind} value={text} />
          {Object.entries(values)
            .filter(([name]) => name !== 'act' && name !== kind)
            .flatMap(([name, value]) =>
              [value]
                .flat()
                .map((one) => <Hidden key={`${name} ${one}`} name={name} value={one} />),
            )}
          <ButtonGroup>
            <Button name="act" value="propose">
              Propose it
            </Button>
            <a href={path}>Start again</a>
          </ButtonGroup>
        </Form>
      </>
    ),
  }
}

/** The pages that show the local layer, change it and propose another national version. */
export const layerPages: readonly PageDescription[] = [
  sideBySide,
  changePage('layer', '/framework/layer/edit', 'Change the local layer', LayerContent),
  changePage('national', '/framework/versions/new', 'Propose a national version', NationalContent),
]
