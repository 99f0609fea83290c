import { node } from "../widgets/chip.js"

// A link to the tickets behind a number: a plain click goes there on the page, with its own way back.
export function ticketLink(text, address, open) {
  const made = node("a", "", text)
  made.href = `tickets?${address}`
  made.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open(address)
  })
  return made
}
