// Chips as components draw them: foreign text is only ever textContent.

export function node(tag, className, text) {
  const made = document.createElement(tag)
  if (className) made.className = className
  made.textContent = text
  return made
}

export function chip({ label, colour, icon }) {
  const made = node("span", "chip", "")
  made.style.color = `var(--st-${colour}-text-color)`
  made.style.background = `var(--st-${colour}-background-color)`
  const sign = node("span", "icon", icon)
  sign.setAttribute("aria-hidden", "true")
  sign.translate = false
  made.append(sign, node("span", "", label))
  return made
}
