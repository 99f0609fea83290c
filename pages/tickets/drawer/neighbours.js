let listening = false,
  shown
const writes = element => element.closest?.("input, textarea, select, [contenteditable=true], [role=combobox]")

function go(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const name = { j: "next", k: "previous" }[event.key]
  const origin = event.composedPath()[0]
  if (!name || writes(origin)) return
  const button = document.querySelector(`.st-key-drawer_${name} button:not([disabled])`)
  if (button) {
    event.preventDefault()
    button.click()
  }
}

// Another ticket is read from its top on; and where the link that was clicked is gone, the keys belong to the drawer.
function begin() {
  const dialog = document.querySelector("[role=dialog]")
  for (let part = document.querySelector(".st-key-drawer_next"); part; part = part.parentElement) part.scrollTop = 0
  if (document.activeElement === document.body) dialog?.focus()
}

export default function ({ data: { ticket } }) {
  if (shown !== ticket) begin()
  shown = ticket
  if (listening) return
  listening = true
  document.addEventListener("keydown", go, true)
}
