/** Why a file cannot be opened, in a sentence, by the code of the operating system. */
export const cannotOpen = (path: string, code: string | undefined): string => {
  if (code === 'ENOENT') return `There is no file ${path}.`
  if (code === 'EISDIR') return `${path} is a directory. Give a file.`
  return `The file ${path} cannot be opened (${code ?? 'no reason given'}).`
}
