/** Why a file cannot be opened, in a sentence, by the code of the operating system. */
export const cannotOpen = (path: string, code: string | undefined): string =>
  code === 'ENOENT'
    ? `There is no file ${path}.`
    : `The file ${path} cannot be opened (${code ?? 'no reason given'}).`
