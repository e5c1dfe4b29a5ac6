/**
 * The styles of what charts are drawn with, for a file that stands alone; the same rules as in
 * wardround.css, which a test compares.
 */
export const SVG_STYLES = `
text { font: 12px Arial, sans-serif }
.wr-svg-text { fill: #33414b; }
.wr-svg-quiet { fill: #4c6272; }
.wr-svg-strong { fill: #212b32; font-weight: 600; }
.wr-svg-halo { stroke: #fff; stroke-width: 3px; paint-order: stroke; }
.wr-svg-grid { stroke: #e8edee; stroke-width: 1; }
.wr-svg-line { fill: none; stroke: #768692; stroke-width: 1.25; }
.wr-svg-mean { stroke: #212b32; stroke-width: 1.25; }
.wr-svg-limit { stroke: #4c6272; stroke-width: 1.25; stroke-dasharray: 6 4; }
.wr-svg-near { stroke: #aeb7bd; stroke-width: 1; stroke-dasharray: 2 3; }
.wr-svg-target { stroke: #d5281b; stroke-width: 1.75; stroke-dasharray: 12 3 3 3; }
.wr-svg-target-text { fill: #b3180c; font-weight: 600; }
.wr-svg-marker { stroke: #212b32; stroke-width: 1.25; stroke-dasharray: 2 3; }
.wr-svg-whisker { stroke: #aeb7bd; stroke-width: 1; }
.wr-svg-interval { stroke: #212b32; stroke-width: 2; }
.wr-svg-point { fill: #5b6b77; stroke: #5b6b77; }
.wr-svg-concern { fill: #d0580c; stroke: #7a3000; }
.wr-svg-improvement { fill: #005eb8; stroke: #002f5c; }
.wr-svg-neutral { fill: #330072; stroke: #330072; }
.wr-svg-hollow { fill: #fff; }
.wr-svg-diagonal { stroke: #768692; stroke-width: 1; stroke-dasharray: 5 4; }
.wr-svg-bar { fill: #ccdff1; stroke: #005eb8; stroke-width: 0.5; }
`
