import { command } from '#registry/command.js'
import { changeNameInput } from './model.js'
import { readPerson, renamePerson } from './store.js'

/** Changes the actor's own name, as colleagues see it. */
export const changeName = command({
  name: 'people.change-name',
  allow: ['person'],
  input: changeNameInput,
  async run({ tx, actor }, { name }) {
    const before = await readPerson(tx, actor.id)
    await renamePerson(tx, actor.id, name)
    return {
      result: { name },
      audit: {
        subject: { kind: 'person', id: actor.id },
        before: { name: before?.name },
        after: { name },
      },
      events: [],
    }
  },
})
