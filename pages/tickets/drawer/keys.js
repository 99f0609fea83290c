// The keys of the open ticket. Nothing fires while somebody types, with a modifier, or while a list or menu is open.
// Escape leaves a field beside the list, as in a dialog it closes that.

const TYPED = "input, textarea, select, [contenteditable=true], [role=combobox]"
const OPEN = "[data-testid=stPopoverBody], [role=listbox], [role=menu]"
const PANEL = ".st-key-ticket_panel"
const WAIT = 5000 // milliseconds until a field that was asked for has to be there
let listening = false,
  shown = null, // the ticket
  at = 0, // its version
  wanted = null // the field that was to have the focus

const press = name => () => document.querySelector(`.st-key-drawer_${name} button:not([disabled])`)
const open = name => () => document.querySelector(`.st-key-edit_${shown}_${name} button`) // which shows the list

const TARGETS = {
  j: press("next"),
  k: press("previous"),
  r: press("resolve"),
  a: press("assign"),
  p: open("priority"),
  c: open("category"),
  n: () => document.querySelector(`.st-key-edit_${shown}_note textarea`),
  m: press("merge"),
  "?": press("help"),
  escape: press("close"),
}

function onDown(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const key = event.key.toLowerCase()
  if (!(key in TARGETS) || (event.shiftKey && key !== "?")) return
  if (document.querySelector(OPEN)) return
  const path = event.composedPath() // through shadow roots too, as closest() does not see
  const typed = path[0].closest?.(TYPED)
  if (typed && key === "escape" && path.some(part => part.matches?.(PANEL))) typed.blur() // the next one closes the ticket
  if (typed) return
  const target = TARGETS[key]()
  if (key !== "escape") event.stopImmediatePropagation() // Streamlit reruns the page at R
  if (!target) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (event.repeat && key !== "j" && key !== "k") return
  target.focus()
  if (target.localName === "button") target.click()
}

// Another ticket is read from its top on; and where the link that was clicked is gone, the keys belong to the drawer.
function begin() {
  const dialog = document.querySelector("[role=dialog]")
  for (let part = document.querySelector(".st-key-drawer_next"); part; part = part.parentElement) {
    part.scrollTop = 0
    if (part.dataset?.testid === "stColumn") break // beside the list, which stays where it is
  }
  if (document.activeElement === document.body) dialog?.focus()
}

function focusOn(name, deadline) {
  const field = document.querySelector(`.st-key-${name} :is(input, textarea)`)
  if (field) field.focus()
  else if (Date.now() < deadline) setTimeout(focusOn, 20, name, deadline)
}

// After a choice the focus stands in its menu, where keys would be typed.
function leaveMenu() {
  const menu = document.activeElement
  if (menu?.matches("[class*=st-key-edit_] [role=combobox][aria-expanded=false]")) menu.blur()
}

export default function ({ data: { ticket, version, wants } }) {
  if (shown === ticket && version !== at) leaveMenu()
  at = version
  if (shown !== ticket) begin()
  document.dispatchEvent(new CustomEvent("triage-desk.ticket", { detail: ticket }))
  if (wants && wants !== wanted) focusOn(wants, Date.now() + WAIT)
  shown = ticket
  wanted = wants
  if (listening) return
  listening = true
  window.addEventListener("keydown", onDown, true)
}
