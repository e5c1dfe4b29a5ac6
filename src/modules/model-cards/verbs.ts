import { verb, type VerbAnswer, type VerbDescription } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { readSmallFile } from '#kernel/read-small-file.js'
import { identifyingProblems } from './check-file.js'
import { LARGEST_CARD } from './decode-card.js'
import { parseCard, type ReadCard } from './parse-card.js'

const importCardVerb = verb({
  noun: 'evidence',
  verb: 'import-card',
  summary: 'Check a supplier’s model card (CHAI v0.1 or v0.2); nothing leaves this machine',
  needs: 'nothing',
  arguments: [{ name: 'file', description: 'the card, an XML file' }],
  run: async ({ options }) => {
    const file = String(options['file'])
    const bytes = await readSmallFile(file, LARGEST_CARD, tooLarge)
    const card = parseCard(bytes)
    const isRead = card.problems.length === 0
    return cardAnswer(file, isRead ? { ...card, problems: identifyingProblems(bytes) } : card)
  },
})

const tooLarge = () => new Invalid('This file is larger than 2 MB.')

/** What the verb answers about a card: exit code 0 when it is valid, 2 when it is not. */
export const cardAnswer = (file: string, card: ReadCard): VerbAnswer => {
  const { version, problems, statements } = card
  const valid = problems.length === 0
  const product = card.product && {
    name: card.product.name,
    developer: card.product.developer,
    version: card.product.version,
  }
  return {
    json: { version, valid, problems, product, statements: statements.length },
    text: valid
      ? `${file} is a valid model card (v${version}) of ${product?.name} ${product?.version} by ${product?.developer}, with ${statements.length} statements by its supplier. Nobody has checked what they say.`
      : [
          `${file} is not a valid model card.`,
          ...problems.map((one) => `Line ${one.line}: ${one.message} (${one.path})`),
        ].join('\n'),
    exitCode: valid ? 0 : 2,
  }
}

/** The command-line verbs of model cards: they run without a server or an account. */
export const modelCardVerbs: readonly VerbDescription[] = [importCardVerb]
