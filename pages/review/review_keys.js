// The keys of Review. Nothing fires while somebody types, with a modifier, in a dialog, or for a key that is held down.

const TYPED = "input, textarea, select, [contenteditable]"
const PRESSED = "a, button, summary, [role=button], [role=tab], [role=menuitem]"
const PRIORITIES = ["q", "w", "e", "r"]

const isBusy = () => document.querySelector("[role=dialog], [data-baseweb=popover], [role=listbox]") != null

// Keys that are digits without Shift on other keyboards count by their place.
function digit(event) {
  if (/^[1-9]$/.test(event.key)) return Number(event.key)
  const place = event.shiftKey ? null : /^Digit([1-9])$/.exec(event.code)
  return place && !/^[a-z]$/i.test(event.key) ? Number(place[1]) : 0
}

// What the key does; null where it is not for Review.
function actionOf(event, target, desk) {
  const key = event.key.toLowerCase()
  if (digit(event)) return () => desk.chooseCategory(digit(event) - 1)
  if (PRIORITIES.includes(key)) return () => desk.choosePriority(PRIORITIES.indexOf(key))
  if (key === "enter") return target.closest?.(PRESSED) && !desk.accepts(target) ? null : () => desk.accept()
  return (
    { s: () => desk.skip(), z: () => desk.undo(), "?": () => desk.toggleKeys(), "/": () => desk.find() }[key] ?? null
  )
}

export function listen(desk) {
  const heard = new Set()
  const onDown = event => {
    const target = event.composedPath()[0]
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (target.closest?.(TYPED) || isBusy()) return
    const action = actionOf(event, target, desk)
    if (!action) return
    event.preventDefault()
    event.stopImmediatePropagation() // Streamlit reruns the page at R
    heard.add(event.code)
    if (!event.repeat) action()
  }
  const onOther = event => {
    if (heard.has(event.code)) event.stopImmediatePropagation()
    if (event.type === "keyup") heard.delete(event.code)
  }
  window.addEventListener("keydown", onDown, true)
  for (const type of ["keypress", "keyup"]) window.addEventListener(type, onOther, true)
  return () => {
    window.removeEventListener("keydown", onDown, true)
    for (const type of ["keypress", "keyup"]) window.removeEventListener(type, onOther, true)
  }
}
