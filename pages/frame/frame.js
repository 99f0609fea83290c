// A phone's menu: its button says so, and a tap beside it or Escape closes it. (Streamlit closes it at a link.)
const OPEN = "[data-testid=stExpandSidebarButton]"
const MENU = "[data-testid=stSidebar]"
const CLOSE = "[data-testid=stSidebarCollapseButton] button"
let listening = false

function name() {
  document.querySelector(OPEN)?.setAttribute("aria-label", "Menu")
  document.querySelector(CLOSE)?.setAttribute("aria-label", "Close menu")
  document.querySelector(MENU)?.setAttribute("aria-label", "Menu")
}

function close() {
  if (document.querySelector(MENU)?.getAttribute("data-collapsed") !== "false") return false
  document.querySelector(CLOSE)?.click()
  return true
}

function tapped(event) {
  if (event.target.closest?.(`${MENU}, ${OPEN}`) || !close()) return
  event.preventDefault()
  event.stopPropagation()
}

function pressed(event) {
  if (event.key === "Escape" && close()) event.stopPropagation()
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
  document.addEventListener("click", tapped, true)
  document.addEventListener("keydown", pressed, true)
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true })
  name()
}
