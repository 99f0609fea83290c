// A phone's menu: its button says so, and Escape and a link close it, a tap beside it does nothing else.
const OPEN = "[data-testid=stExpandSidebarButton]"
const MENU = "[data-testid=stSidebar]"
const CLOSE = "[data-testid=stSidebarCollapseButton] button"
let listening = false
let swallows = false // the click that is under way

function name() {
  document.querySelector(OPEN)?.setAttribute("aria-label", "Menu")
  document.querySelector(CLOSE)?.setAttribute("aria-label", "Close menu")
  document.querySelector(MENU)?.setAttribute("aria-label", "Menu")
  // Streamlit names a toast by an element that it does not draw.
  for (const toast of document.querySelectorAll("[data-testid=stToast][aria-labelledby]")) {
    toast.removeAttribute("aria-labelledby")
    toast.setAttribute("aria-label", "Message")
  }
}

const isNarrow = () => matchMedia("(max-width: 768px)").matches
const isOpen = () => document.querySelector(MENU)?.getAttribute("data-collapsed") === "false"

function close() {
  if (!isOpen()) return false
  document.querySelector(CLOSE)?.click()
  return true
}

// Streamlit closes it as the finger comes down, and the same tap would open what lies below.
function down({ target }) {
  swallows = isOpen() && isNarrow() && !target.closest?.(MENU)
}

function clicked(event) {
  if (!swallows) {
    if (isNarrow() && event.target.closest?.(`${MENU} a`)) setTimeout(close) // by a mouse it would stay open
    return
  }
  swallows = false
  event.preventDefault()
  event.stopPropagation()
  close()
}

function pressed(event) {
  if (event.key !== "Escape") return
  if (close()) event.stopPropagation()
  // Streamlit hears what was typed when its field is left, and a drawer goes without leaving it.
  else if (event.target.matches?.("[role=dialog] :is(input, textarea)")) event.target.blur()
}

// Rules for elements outside of this component cannot see the theme's variables; one is handed to them.
function shareTheme(root) {
  const link = getComputedStyle(root).getPropertyValue("--st-link-color")
  document.documentElement.style.setProperty("--desk-link-color", link)
}

export default function ({ parentElement }) {
  shareTheme(parentElement)
  if (listening) return
  listening = true
  document.addEventListener("pointerdown", down, true)
  document.addEventListener("click", clicked, true)
  document.addEventListener("keydown", pressed, true)
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true })
  name()
}
