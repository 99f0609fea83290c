// A text area that reports while typing, and keeps what was typed: in the tab (sessionStorage) what Python has not heard
// yet across a change of page, and beyond it (localStorage) for the same person's next session within 30 days. One of a
// line takes no line breaks.

const DEBOUNCE_MS = 400
const KEPT_MS = 30 * 24 * 3600 * 1000
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

const attempt = action => {
  try {
    return action()
  } catch {
    return null // then Python alone has it
  }
}

function removeOld(store) {
  const last = JSON.parse(localStorage.getItem(store))
  if (last && !(last.at >= Date.now() - KEPT_MS)) localStorage.removeItem(store)
}

// The text that stands in the area; to a session that has not heard of any, the last one of this person.
function kept({ store, revision, whose, fresh }) {
  attempt(() => removeOld(store))
  const [own, last] = [sessionStorage, localStorage].map(place => attempt(() => JSON.parse(place.getItem(store))))
  if (own?.revision === revision) return own.text
  return fresh ? ([own, last].find(found => found?.whose === whose)?.text ?? null) : null
}

function keep({ store, revision, whose }, text) {
  const entry = JSON.stringify({ revision, whose, text, at: Date.now() })
  for (const place of [sessionStorage, localStorage]) attempt(() => place.setItem(store, entry))
}

const inOneLine = text => text.replace(/\s*[\r\n]+\s*/g, " ")

function mount(area, state) {
  const report = () => {
    clearTimeout(state.timer)
    if (state.composing || area.value === state.sent) return
    state.sent = area.value
    state.setStateValue("value", { text: area.value, revision: state.data.revision })
  }
  state.report = report
  area.addEventListener("input", () => {
    if (area.rows === 1 && /[\r\n]/.test(area.value)) area.value = inOneLine(area.value)
    keep(state.data, area.value)
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
    if (event.key !== "Enter" || event.isComposing) return
    const submits = event.ctrlKey || event.metaKey
    if (submits || area.rows === 1) event.preventDefault()
    if (!submits) return
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
  area.rows = data.rows
  if (!mounted.has(area)) {
    mounted.set(area, state)
    mount(area, state)
  }
  if (state.revision !== data.revision) {
    state.revision = data.revision
    clearTimeout(state.timer)
    area.value = kept(data) ?? data.text
    if (!data.fresh) keep(data, area.value)
    state.sent = data.text
    state.report()
  }
  return () => clearTimeout(state.timer)
}
