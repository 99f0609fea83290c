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

export default function ({ parentElement, data }) {
  const nav = parentElement.querySelector("nav")
  const given = JSON.stringify(data.parts)
  if (nav.dataset.parts === given) return // drawn anew, a link would lose the focus
  nav.dataset.parts = given
  nav.replaceChildren(...data.parts.map(([words, key]) => link(words, key)))
}
