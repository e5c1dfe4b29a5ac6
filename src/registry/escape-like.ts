/** Takes the meaning from the signs that SQL's LIKE gives one. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`)
