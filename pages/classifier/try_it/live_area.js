// A text area that reports while typing, and keeps what Python has not heard yet across a change of page.

const DEBOUNCE_MS = 400
const mounted = new WeakMap() // text area -> its state

// A report right before a click on a link would compete with the change of page; the text is kept here anyway.
let leaving = false
document.addEventListener(
  "pointerdown",
  event => {
    leaving = event.composedPath()[0].closest?.("a") != null
  },
  true,
)

function kept(name, revision) {
  try {
    const found = JSON.parse(sessionStorage.getItem(name))
    return found?.revision === revision ? found.text : null
  } catch {
    return null
  }
}

function keep(name, revision, text) {
  try {
    sessionStorage.setItem(name, JSON.stringify({ revision, text }))
  } catch {
    /* then Python alone has it */
  }
}

function mount(area, state) {
  const report = () => {
    clearTimeout(state.timer)
    if (state.composing || area.value === state.sent) return
    state.sent = area.value
    state.setStateValue("value", { text: area.value, revision: state.data.revision })
  }
  state.report = report
  area.addEventListener("input", () => {
    keep(state.data.store, state.data.revision, area.value)
    clearTimeout(state.timer)
    state.timer = setTimeout(report, DEBOUNCE_MS)
  })
  area.addEventListener("compositionstart", () => {
    state.composing = true
  })
  area.addEventListener("compositionend", () => {
    state.composing = false
    state.timer = setTimeout(report, DEBOUNCE_MS)
  })
  area.addEventListener("blur", () => {
    if (leaving) clearTimeout(state.timer)
    else report()
  })
  area.addEventListener("keydown", event => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    report()
    state.setTriggerValue("submitted", true)
  })
}

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const area = parentElement.querySelector("textarea")
  const state = mounted.get(area) ?? { timer: 0, composing: false }
  Object.assign(state, { data, setStateValue, setTriggerValue })
  parentElement.querySelector("label").textContent = data.label
  area.placeholder = data.placeholder
  area.maxLength = data.max
  if (!mounted.has(area)) {
    mounted.set(area, state)
    mount(area, state)
  }
  if (state.revision !== data.revision) {
    state.revision = data.revision
    clearTimeout(state.timer)
    area.value = kept(data.store, data.revision) ?? data.text
    state.sent = data.text
    state.report()
  }
  return () => clearTimeout(state.timer)
}
