import { systemActor } from '#kernel/actor.js'
import { addDays, londonDate, startOfIsoWeek, startOfLondonDay } from '#kernel/time.js'
import type { Operation } from '#kernel/operation.js'
import { lookAtCard } from '#modules/model-cards/index.js'
import type { Wardround } from '../compose.js'
import { collaborate } from './collaborate.js'
import { coverPractices } from './cover-practices.js'
import type { ExampleClock } from './example-clock.js'
import { EXAMPLE_CARD } from './example-card.js'
import { addExampleOrganisations } from './example-organisations.js'
import { EXAMPLE_PASSWORD } from './example-password.js'
import { addExamplePeople, type ExampleSignIn } from './example-people.js'
import { beginLocalForms, beginNationalForm } from './fill-forms.js'
import { introduceTool, registerTool } from './introduce-tool.js'
import { acceptTwice, keepLocalHazard, keepSupplierHazards } from './keep-hazards.js'
import { nameExampleDeputy } from './name-deputies.js'
import { adoptLayer, proposeWording } from './propose-change.js'
import { registerOtherRecords } from './register-other-records.js'
import { openSupplierFile } from './rely-on-others.js'
import { renewSupplierFile } from './renew-supplier-file.js'
import { respondToConcern } from './respond-to-concern.js'
import type { ExampleProduct, Go, Story } from './story.js'
import { takeOutPassports } from './take-out-passports.js'
import { watchFigures } from './watch-figures.js'
import { watchLetters } from './watch-letters.js'

const NOON_MS = 12 * 3_600_000

/**
 * Tells the worked example's story through the commands everybody uses: a supplier's file, four trusts of one
 * system that rely on it, an idea that becomes business as usual, figures week by week, a version that does worse
 * at one site, concerns, an alert, a stop; a federation and its practices, a collaboration, a change of
 * the agreed way. Answers the sign-ins to print. Throws the reason of `asked` once it is aborted.
 */
export const buildExample = async (
  wardround: Wardround,
  { clock, say, asked }: { clock: ExampleClock; say: (line: string) => void; asked: AbortSignal },
): Promise<{ people: readonly ExampleSignIn[]; password: string }> => {
  const today = londonDate(clock.now())
  const go = goingFrom(clock, today)
  go(-45)
  const { run } = wardround.registry.doorsFor(systemActor('demo'))
  const organisations = await run(addExampleOrganisations, {})
  const people = await addExamplePeople(wardround, organisations)
  const story: Story = {
    people,
    clock,
    doorsFor: doorsUntil(asked, wardround),
    command: commandsOf(wardround),
  }
  const drain = () => wardround.registry.jobs.drain((delivery) => wardround.deliver(delivery))

  const product = await registerTool(story)
  await openSupplierFile(story, product)
  await importCard(story, product)
  const adopt = await adoptLayer(story)
  say('  four trusts introduce the same tool …')
  const deployments = await introduceTool(story, product, go)
  await adopt()
  say('  figures come in week by week …')
  const monday = startOfIsoWeek(today)
  const versionId = await watchFigures(story, { product, deployments, monday, go })
  await drain()
  say('  concerns, an alert and a stop …')
  go(0, -5)
  await keepSupplierHazards(story, { versionId })
  await drain()
  const [first] = deployments
  if (first) {
    await keepLocalHazard(story, first)
    await acceptTwice(story, first)
  }
  go(0, -4)
  await renewSupplierFile(story, { versionId })
  if (first) await takeOutPassports(story, { versionId, deployment: first })
  await respondToConcern(story, { deployments, go, drain, today })
  say('  practices, a collaboration and a change of the agreed way …')
  await beginNationalForm(story, { ...product, versionId })
  await beginLocalForms(story, deployments)
  const others = await registerOtherRecords(story)
  await watchLetters(story, others.inUse)
  await coverPractices(story, others.letters)
  await collaborate(story, others)
  await proposeWording(story)
  clock.catchUp()
  await nameExampleDeputy(story, 'teaching', 'information-governance-lead', 'technical-lead')
  await drain()
  return { people: people.signIns, password: EXAMPLE_PASSWORD }
}

const goingFrom = (clock: ExampleClock, today: string): Go => {
  const monday = startOfIsoWeek(today)
  return (weeks, days = 0) =>
    clock.set(new Date(startOfLondonDay(addDays(monday, weeks * 7 + days)).getTime() + NOON_MS))
}

const doorsUntil =
  (asked: AbortSignal, { registry }: Wardround): Story['doorsFor'] =>
  (actor) => {
    const { run, read } = registry.doorsFor(actor)
    return {
      read,
      run: async (command, input) => {
        asked.throwIfAborted()
        return run(command, input)
      },
    }
  }

const commandsOf =
  ({ modules }: Wardround): Story['command'] =>
  (name) => {
    const found = modules
      .flatMap((module) => module.operations ?? [])
      .find((one) => one.name === name)
    if (!found) throw new Error(`The worked example knows no command called ${name}.`)
    return found as unknown as Operation<unknown, Readonly<Record<string, unknown>>>
  }

const importCard = async (story: Story, product: ExampleProduct): Promise<void> => {
  const contact = story.doorsFor(story.people.who('supplier', 'supplier-contact'))
  const card = await lookAtCard(contact, {
    ...product,
    bytes: new TextEncoder().encode(EXAMPLE_CARD),
    fileName: 'example-deterioration-alert.xml',
  })
  await contact.run(story.command('model-cards.import-card'), { ...product, card })
}
