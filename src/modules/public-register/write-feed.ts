import type { PublicTool } from './model.js'
import { LICENCE_NOTE } from './open-data.js'
import { PUBLIC_STATUS_WORDS } from './rules.js'

/**
 * What was published last, as an Atom feed (RFC 4287). Text goes in as escaped text constructs, so that
 * what an organisation wrote can never break the document.
 */
export const writeFeed = (
  tools: readonly PublicTool[],
  { baseUrl, now }: { baseUrl: string; now: Date },
): string => {
  const updated = tools[0]?.publishedAt ?? now
  const entries = tools.map((tool) => entry(tool, baseUrl)).join('')
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
  <title>What AI is used: newly published records</title>
  <id>${xml(`${baseUrl}/public/feed.atom`)}</id>
  <link rel="self" type="application/atom+xml" href="${xml(`${baseUrl}/public/feed.atom`)}"/>
  <link rel="alternate" type="text/html" href="${xml(`${baseUrl}/public`)}"/>
  <updated>${updated.toISOString()}</updated>
  <rights>${xml(LICENCE_NOTE)}</rights>
${entries}</feed>
`
}

const entry = (tool: PublicTool, baseUrl: string): string => {
  const { content, organisation } = tool
  const address = `${baseUrl}/public/${organisation.odsCode ?? organisation.id}#${tool.id}`
  return `  <entry>
    <title>${xml(`${content.name}, ${organisation.name}`)}</title>
    <id>${xml(`urn:wardround:${tool.id}:${tool.revision}`)}</id>
    <link rel="alternate" type="text/html" href="${xml(address)}"/>
    <updated>${tool.publishedAt.toISOString()}</updated>
    <author><name>${xml(organisation.name)}</name></author>
    <category term="${xml(tool.status)}" label="${xml(PUBLIC_STATUS_WORDS[tool.status])}"/>
    <summary type="text">${xml(content.what)}</summary>
  </entry>
`
}

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

// Characters that XML 1.0 (section 2.2) allows in no form are left out.
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const xml = (text: string): string =>
  text.replaceAll(NOT_XML, '').replaceAll(/[&<>"']/g, (sign) => NAMES[sign] ?? sign)
