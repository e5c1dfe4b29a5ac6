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

// A password can be read while it is typed, which a phone needs most; it is hidden again before it is sent.
for (const input of document.querySelectorAll('input[type="password"]')) {
  const frame = document.createElement('div')
  const button = document.createElement('button')
  const said = document.createElement('span')
  const show = (shown) => {
    input.type = shown ? 'text' : 'password'
    button.textContent = shown ? 'Hide' : 'Show'
    button.setAttribute('aria-label', shown ? 'Hide password' : 'Show password')
  }
  frame.className = 'wr-password'
  button.type = 'button'
  button.className = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small'
  button.setAttribute('aria-controls', input.id)
  said.className = 'nhsuk-u-visually-hidden'
  said.setAttribute('role', 'status')
  input.replaceWith(frame)
  frame.append(input, button, said)
  show(false)
  button.addEventListener('click', () => {
    const shown = input.type === 'password'
    show(shown)
    said.textContent = shown ? 'Your password is visible' : 'Your password is hidden'
  })
  input.form?.addEventListener('submit', () => show(false))
}
