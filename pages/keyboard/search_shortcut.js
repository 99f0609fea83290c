const WAIT = 5000 // milliseconds until the search has to be there after a change of page
const field = () => document.querySelector(".st-key-filter_search input")
let listening = false

function focusSearch(deadline) {
  const search = field()
  if (search) {
    search.focus()
    search.select()
  } else if (Date.now() < deadline) setTimeout(focusSearch, 50, deadline)
}

function goToSearch(event) {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
  event.preventDefault()
  // On a phone the links are folded away; the address is the way then.
  if (!field()) {
    const link = document.querySelector('a[href$="/tickets"]')
    if (link) link.click()
    else window.location.assign("/tickets")
  }
  focusSearch(Date.now() + WAIT)
}

export default function () {
  if (listening) return
  listening = true
  document.addEventListener("keydown", goToSearch, true)
}
