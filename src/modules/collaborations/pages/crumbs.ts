/** The way back from a page about collaborations, and from one about a collaboration. */
export const crumbs = (
  collaboration?: { id: string; name: string },
  entry?: { id: string; title: string },
): { text: string; href: string }[] => [
  { text: 'Register', href: '/register' },
  { text: 'Collaborations', href: '/register/collaborations' },
  ...(collaboration
    ? [{ text: collaboration.name, href: `/register/collaborations/${collaboration.id}` }]
    : []),
  ...(entry ? [{ text: entry.title, href: `/register/collaborations/entries/${entry.id}` }] : []),
]
