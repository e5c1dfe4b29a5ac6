import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import { NOTHING_CONFIRMED, Sources } from '#modules/agreed-way/index.js'
import { rolesInWords } from '#modules/framework/index.js'
import {
  asCountOf,
  asDateTime,
  Button,
  ButtonGroup,
  Card,
  Details,
  Table,
  Tag,
  TwoColumns,
} from '#ui/index.js'
import { MAY_ANSWER_FORMS } from '../model.js'
import { showForm, type SectionProgress, type ShownForm } from '../show-form.js'
import { evidenceAddress } from '../use-as-evidence.js'
import { FormHeading, OthersAnswering, SectionLine } from './parts.js'
import { formAddress, sectionAddress, shellOf } from './places.js'
import { SECTION_TONES } from './words.js'

/** A form's task list: its sections, how far each is, who else is answering. */
export const overviewPage = page({
  path: '/forms/:form',
  allow: ['signed-in'],
  get: async ({ read, params, actor }) => {
    const shown = await read(showForm, { id: params['form'] })
    const { filled, form, requirement, subject } = shown
    const next = shown.sections.find(({ word }) => word === 'Not started' || word === 'In progress')
    const mayAnswer = isAllowed(actor, MAY_ANSWER_FORMS)
    return {
      title: form.name,
      ...shellOf(subject),
      body: (
        <>
          <FormHeading shown={shown} />
          <OthersAnswering shown={shown} />
          <TwoColumns
            main={
              <Card>
                <Table
                  caption="Sections"
                  columns={[
                    {
                      heading: 'Section',
                      rowHeader: true,
                      cell: ({ section }) => (
                        <>
                          <a href={sectionAddress(filled.id, section.id)}>{section.name}</a>
                          <br />
                          <SectionLine section={section} />
                        </>
                      ),
                    },
                    { heading: 'Answered', cell: (one) => howFar(one) },
                    {
                      heading: 'State',
                      cell: ({ word }) => <Tag tone={SECTION_TONES[word]}>{word}</Tag>,
                    },
                  ]}
                  rows={shown.sections}
                  rowKey={({ section }) => section.id}
                />
                <ButtonGroup>
                  {mayAnswer && next ? (
                    <Button href={sectionAddress(filled.id, next.section.id)}>
                      {next.word === 'Not started'
                        ? `Answer ${next.section.name}`
                        : `Go on with ${next.section.name}`}
                    </Button>
                  ) : null}
                  <Button
                    href={`${formAddress(filled.id)}/check`}
                    kind={next ? 'secondary' : 'primary'}
                  >
                    Check the answers
                  </Button>
                  <a href={`${formAddress(filled.id)}/print`}>View to print</a>
                </ButtonGroup>
              </Card>
            }
            side={<AboutCard shown={shown} />}
          />
          <p className="wr-screen-only">
            <a href={evidenceAddress(filled, requirement)}>
              Back to the evidence: {requirement.name}
            </a>
          </p>
        </>
      ),
    }
  },
})

const howFar = ({ progress }: SectionProgress): string => {
  const { asked, answered, waiting } = progress
  const may = waiting.length > 0 ? `, ${waiting.length} more may be asked` : ''
  return `${answered} of ${asked}${may}`
}

const AboutCard = ({ shown }: { shown: ShownForm }) => {
  const { form, requirement, filled, editions } = shown
  return (
    <Card heading="About this form">
      <p>{form.line}</p>
      {form.wordingAt ? (
        <p>
          <a href={form.wordingAt}>Read the official wording at its source</a>
        </p>
      ) : null}
      <p>
        It answers {requirement.id}, {requirement.name}. Answered by{' '}
        {rolesInWords(requirement.answeredBy)}; what comes of it is signed by{' '}
        {rolesInWords(requirement.signedBy)}.
      </p>
      <p className="wr-note">
        Last changed by {filled.changedByName}, {asDateTime(filled.changedAt)}.
      </p>
      {editions.length > 0 ? (
        <Details summary={asCountOf(editions.length, 'finished edition')}>
          <ul>
            {editions.map((one) => (
              <li key={one.number}>
                <a href={`${evidenceAddress(filled, requirement)}/documents/${one.documentId}`}>
                  Edition {one.number}
                </a>
                , finished by {one.finishedByName}
                <span className="wr-note wr-break">SHA-256 {one.digest}</span>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
      <Details summary="Sources">
        <Sources requirement={form} confirmations={NOTHING_CONFIRMED} />
      </Details>
    </Card>
  )
}
