// Scrolls to a part of the page and moves the focus there, so that the next tab goes on from it.

function jump(key) {
  const part = document.querySelector(`.st-key-${CSS.escape(key)}`)
  if (!part) return
  const heading = part.querySelector("h1, h2, h3") ?? part
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
  part.scrollIntoView({ block: "start", behavior: calm ? "instant" : "smooth" })
}

function link(words, key) {
  const made = document.createElement("a")
  made.textContent = words
  made.href = `#${key}`
  made.onclick = event => {
    event.preventDefault()
    jump(key)
  }
  return made
}

// Without tickets there is no part to go to.
function showOnceDrawn(nav, parts) {
  const isDrawn = () => parts.some(([, key]) => document.querySelector(`.st-key-${CSS.escape(key)}`))
  const show = () => (nav.style.visibility = isDrawn() ? "" : "hidden")
  show()
  if (isDrawn()) return
  const watching = new MutationObserver(() => {
    if (!nav.isConnected) return watching.disconnect() // the page was left
    show()
    if (isDrawn()) watching.disconnect()
  })
  watching.observe(document.body, { childList: true, subtree: true })
}

export default function ({ parentElement, data }) {
  const nav = parentElement.querySelector("nav")
  const given = JSON.stringify(data.parts)
  if (nav.dataset.parts === given) return // drawn anew, a link would lose the focus
  nav.dataset.parts = given
  nav.replaceChildren(...data.parts.map(([words, key]) => link(words, key)))
  showOnceDrawn(nav, data.parts)
}
