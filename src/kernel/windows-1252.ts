const western = new TextDecoder('windows-1252')

/** What Windows-1252 has at 0x80 to 0x9f (WHATWG Encoding, index windows-1252); the rest is Latin-1. */
const AT_0X80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'

/**
 * Bytes of Windows-1252, which is what Excel saves as CSV, as text. Node 20 reads them as Latin-1
 * (nodejs/node issue 56542) and would give a control character for a curly apostrophe.
 */
export const decodeWindows1252 = (bytes: Uint8Array): string =>
  western
    .decode(bytes)
    .replaceAll(/[\u0080-\u009f]/g, (one) => AT_0X80[one.charCodeAt(0) - 0x80] ?? one)
