const WORDS: Readonly<Record<string, string>> = {
  'telemetry:write': 'Send predictions and outcomes',
  'monitoring:write': 'Send summaries and look after monitoring',
  'gates:read': 'See what is met at a gate',
  'public:read': 'Read public records',
  'public:write': 'Change public records',
}

/** What a scope lets a key do, in words. */
export const scopeWords = (scope: string): string => {
  const known = WORDS[scope]
  if (known) return known
  const [noun = '', way] = scope.split(':')
  return `${way === 'write' ? 'Change' : 'Read'} ${noun.replaceAll('-', ' ')}`
}
