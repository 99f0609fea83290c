const WAIT = 2000 // milliseconds until a popover has to be open
const BUTTON = "[data-testid=stPopoverButton]"
const edge = document.createElement("span") // beside the popover only while Tab is on its way
edge.tabIndex = 0
let listening = false

const shown = () => document.querySelector("[data-testid=stPopoverBody]")
const opener = () => document.querySelector(`${BUTTON}[aria-expanded=true]`)
const takesFocus = element => element.tabIndex >= 0 && !element.disabled && element.getClientRects().length > 0

function enter() {
  const first = [...(shown()?.querySelectorAll("*") ?? [])].find(takesFocus)
  first?.focus({ preventScroll: true })
  return Boolean(first)
}

function enterWhenOpen(deadline) {
  if (!enter() && Date.now() < deadline) setTimeout(enterWhenOpen, 20, deadline)
}

function leave() {
  const button = opener()
  button?.click()
  button?.focus()
}

function clicked(event) {
  // Enter and the space bar click without a press of a pointer.
  const closed = event.detail === 0 && event.target.closest?.(`${BUTTON}[aria-expanded=false]`)
  if (closed) enterWhenOpen(Date.now() + WAIT)
}

function tabbed(event) {
  if (event.key !== "Tab" || event.ctrlKey || event.altKey || event.metaKey) return
  const body = shown()
  if (body?.contains(event.target)) {
    let outermost = body
    while (outermost.parentElement !== document.body) outermost = outermost.parentElement
    outermost[event.shiftKey ? "before" : "after"](edge)
    setTimeout(() => edge.remove())
  } else if (!event.shiftKey && event.target.matches?.(`${BUTTON}[aria-expanded=true]`) && enter()) {
    event.preventDefault()
  }
}

export default function () {
  if (listening) return
  listening = true
  edge.addEventListener("focus", leave)
  document.addEventListener("click", clicked, true)
  document.addEventListener("keydown", tabbed, true)
}
