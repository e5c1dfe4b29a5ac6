import { systemActor, type Actor } from '#kernel/actor.js'
import { ROLE_NAMES, type Role } from '#kernel/roles.js'
import type { Wardround } from '../compose.js'
import { addExamplePerson, type ExampleKey } from './example-organisations.js'
import { EXAMPLE_PASSWORD } from './example-password.js'

/** Somebody of the worked example; nobody of that name is meant. */
interface ExamplePerson {
  name: string
  at: ExampleKey
  roles: readonly Role[]
}

const PEOPLE: readonly ExamplePerson[] = [
  { name: 'Adaeze Lindqvist', at: 'system', roles: ['system-ai-lead', 'administrator'] },
  { name: 'Owen Marchetti', at: 'teaching', roles: ['deployment-owner'] },
  { name: 'Dr Samira Holt', at: 'teaching', roles: ['clinical-safety-officer'] },
  { name: 'Prof. Grace Adeyemi-Cole', at: 'teaching', roles: ['executive-sponsor'] },
  { name: 'Imran Whitfield', at: 'teaching', roles: ['information-governance-lead'] },
  { name: 'Tomasz Pereira', at: 'teaching', roles: ['technical-lead'] },
  { name: 'Beatrix Osei', at: 'teaching', roles: ['administrator'] },
  { name: 'Callum Singh-Reyes', at: 'teaching', roles: ['staff'] },
  { name: 'Yusuf Brennan', at: 'teaching', roles: ['analyst'] },
  { name: 'Helena Castellanos', at: 'teaching', roles: ['auditor'] },
  { name: 'Nia Forsythe', at: 'north', roles: ['deployment-owner', 'administrator'] },
  { name: 'Dr Rafael Quist', at: 'north', roles: ['clinical-safety-officer'] },
  { name: 'Jude Marlowe', at: 'north', roles: ['information-governance-lead', 'technical-lead'] },
  { name: 'Freya Baptiste', at: 'north', roles: ['executive-sponsor'] },
  { name: 'Lorna Eze', at: 'riverside', roles: ['deployment-owner', 'administrator'] },
  { name: 'Dr Petra Van Houten', at: 'riverside', roles: ['clinical-safety-officer'] },
  {
    name: 'Anwar Castellane',
    at: 'riverside',
    roles: ['information-governance-lead', 'technical-lead'],
  },
  { name: 'Marcus Ahlberg', at: 'riverside', roles: ['executive-sponsor'] },
  { name: 'Sunita Rowe', at: 'south', roles: ['deployment-owner', 'administrator'] },
  { name: 'Dr Colm Nakamura', at: 'south', roles: ['clinical-safety-officer'] },
  { name: 'Esme Haldane', at: 'south', roles: ['information-governance-lead', 'technical-lead'] },
  { name: 'Victor Amadi', at: 'south', roles: ['executive-sponsor'] },
  { name: 'Priya Lockwood', at: 'federation', roles: ['deployment-owner', 'administrator'] },
  { name: 'Dr Edmund Achebe', at: 'federation', roles: ['clinical-safety-officer'] },
  { name: 'Rosalind Petit', at: 'federation', roles: ['information-governance-lead'] },
  { name: 'Dr Miriam Oyelaran', at: 'elm', roles: ['executive-sponsor', 'administrator'] },
  { name: 'Gareth Nwosu', at: 'elm', roles: ['clinical-safety-officer'] },
  { name: 'Dr Silas Verhoeven', at: 'oak', roles: ['executive-sponsor', 'administrator'] },
  { name: 'Ines Thackeray', at: 'supplier', roles: ['supplier-contact', 'administrator'] },
  { name: 'Dr Wilhelmina Sorrel', at: 'supplier', roles: ['clinical-safety-officer'] },
]

/** A sign-in of the worked example. */
export interface ExampleSignIn {
  email: string
  role: string
  organisation: string
}

/** The people of the worked example: the actor of a role somewhere, and the sign-ins to print. */
export interface ExamplePeople {
  who(at: ExampleKey, role: Role): Actor
  /** Somebody who holds one of these roles, the first that anybody holds. */
  any(at: ExampleKey, roles: readonly Role[]): Actor
  signIns: readonly ExampleSignIn[]
}

/** Makes an account and roles for everybody in the worked example. */
export const addExamplePeople = async (
  wardround: Wardround,
  organisations: readonly { key: ExampleKey; id: string; name: string }[],
): Promise<ExamplePeople> => {
  const actors: (Actor & { at: ExampleKey })[] = []
  const signIns: ExampleSignIn[] = []
  for (const person of PEOPLE) {
    const organisation = organisations.find((one) => one.key === person.at)
    if (!organisation)
      throw new Error(`The worked example has no organisation called ${person.at}.`)
    const email = `${person.roles[0] ?? 'person'}@${person.at}.example.nhs.test`
    const { accountId } = await wardround.signIn.createAccount({
      email,
      name: person.name,
      password: EXAMPLE_PASSWORD,
      by: 'system:demo',
    })
    const doors = wardround.registry.doorsFor(systemActor('demo', organisation))
    await doors.run(addExamplePerson, {
      id: accountId,
      name: person.name,
      email,
      roles: person.roles,
    })
    actors.push({
      kind: 'person',
      id: accountId,
      name: person.name,
      organisationId: organisation.id,
      organisationName: organisation.name,
      roles: person.roles,
      at: person.at,
    })
    const role = person.roles.map((one) => ROLE_NAMES[one]).join(', ')
    signIns.push({ email, role, organisation: organisation.name })
  }
  const any: ExamplePeople['any'] = (at, roles) => {
    const here = actors.filter((one) => one.at === at)
    const [actor] = roles.flatMap((role) => here.find((one) => one.roles.includes(role)) ?? [])
    if (!actor) throw new Error(`Nobody at ${at} is ${roles.join(' or ')} in the worked example.`)
    return actor
  }
  return { signIns, any, who: (at, role) => any(at, [role]) }
}
