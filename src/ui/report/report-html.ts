import type { Report, ReportBlock } from './report.js'

/** A report as one accessible HTML page that needs nothing else, for a file. */
export const reportHtml = (report: Report): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(report.title)}</title>
<style>body{font:1rem/1.5 Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;display:block;overflow-x:auto}th,td{border:1px solid #4c6272;padding:.4rem;text-align:left;vertical-align:top;white-space:pre-line}caption.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}@media print{table{display:table;overflow:visible}thead{break-after:avoid}tr{break-inside:avoid}}</style>
</head>
<body>
<main>
<h1>${escaped(report.title)}</h1>
<p>${escaped(report.edition)}</p>
${report.sections.map(({ heading, blocks }) => `<h2>${escaped(heading)}</h2>\n${blocks.map((block) => blockHtml(block, heading)).join('\n')}`).join('\n')}
</main>
</body>
</html>
`

// A caption that says what the heading above it says names the table and is not read twice.
const blockHtml = (block: ReportBlock, above: string): string => {
  if (block.kind === 'text')
    return block.text
      .split('\n')
      .map((line) => `<p>${escaped(line)}</p>`)
      .join('\n')
  const head = block.headings.map((one) => `<th scope="col">${escaped(one)}</th>`).join('')
  const rows = block.rows.map(
    ([first = '', ...cells]) =>
      `<tr><th scope="row">${escaped(first)}</th>${cells.map((one) => `<td>${escaped(one)}</td>`).join('')}</tr>`,
  )
  return `<table tabindex="0">\n<caption${block.caption === above ? ' class="quiet"' : ''}>${escaped(block.caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
