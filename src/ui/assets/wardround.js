// What a page gains with script; every page is whole without it.

// The error summary is read out and reached first (GOV.UK error summary pattern).
document.querySelector('[data-focus]')?.focus()

// A second press of a button within a second sends nothing a second time.
document.addEventListener('submit', (event) => {
  // A script of the page took it: nothing was sent.
  if (event.defaultPrevented) return
  const form = event.target
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = 'yes'
  setTimeout(() => delete form.dataset.sent, 1000)
})
