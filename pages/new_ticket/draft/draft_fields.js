// The fields of the ticket being written.
//
// The browser owns what a person types and chooses. It is saved in localStorage at every key, told to Python 400 ms
// after the last key, on leaving a field, on Ctrl+Enter and before any click. Python replaces it only through a revision
// that names the draft it was made for. A suggestion fills the choices nobody touched; what a person chose it never
// changes, it is offered beside it. Each tab has its own draft: its key stands in sessionStorage, and is the submission
// key.

import { dropQuestion } from "./draft_ask.js"
import { save } from "./draft_store.js"
import { arm, fields, flush, meet, report } from "./draft_sync.js"
import { tab } from "./draft_tab.js"

function element(tag, className, parent, text = "") {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  parent.append(made)
  return made
}

function icon(name, parent) {
  const made = element("span", "icon", parent, name)
  made.setAttribute("aria-hidden", "true")
  made.translate = false
}

function describe(field, ids) {
  if (ids.length) field.input.setAttribute("aria-describedby", ids.join(" "))
  else field.input.removeAttribute("aria-describedby")
}

function build(spec, parent) {
  const box = element("div", `field ${spec.kind}`, parent)
  const label = element("label", "label", box, spec.label)
  const input = element(spec.kind === "text" ? "input" : spec.kind === "area" ? "textarea" : "select", "input", box)
  const foot = element("div", "foot", box)
  const error = element("span", "error", foot)
  label.htmlFor = input.id = `field-${spec.name}`
  input.name = spec.name
  error.id = `error-${spec.name}`
  error.setAttribute("role", "alert")
  const field = { spec, input, foot, error, data: null, dismissed: null }
  field.show = spec.kind === "choice" ? buildChoice(field) : buildText(field)
  field.refuse = () => {
    const message = field.dismissed === field.data.attempt ? "" : (field.data.errors[spec.name] ?? "")
    if (error.textContent !== message) error.textContent = message
    if (message) input.setAttribute("aria-invalid", "true")
    else input.removeAttribute("aria-invalid")
    return message
  }
  return field
}

function buildText(field) {
  const { spec, input, foot, error } = field
  const count = element("span", "count", foot)
  count.id = `count-${spec.name}`
  input.dir = "auto"
  input.maxLength = spec.max
  input.placeholder = spec.placeholder
  input.autocomplete = "off"
  if (spec.height) input.style.height = `${spec.height}px`
  input.addEventListener("input", () => {
    tab.draft[spec.name] = input.value
    tab.adopted = null
    field.dismissed = field.data.attempt
    save(tab.draft)
    field.show()
    arm()
  })
  input.addEventListener("compositionstart", () => {
    tab.composing = true
  })
  input.addEventListener("compositionend", () => {
    tab.composing = false
    arm()
  })
  input.addEventListener("blur", flush)
  listenForKeys(input)
  return () => {
    const text = tab.draft[spec.name] ?? ""
    if (input.value !== text) input.value = text
    const near = input.value.length >= spec.max * 0.9
    count.textContent = near ? `${input.value.length.toLocaleString("en")} / ${spec.max.toLocaleString("en")}` : ""
    const message = field.refuse()
    describe(field, [message && error.id, near && count.id].filter(Boolean))
  }
}

function buildChoice(field) {
  const { spec, input, foot, error } = field
  const note = element("span", "note", foot)
  const offer = element("button", "offer", foot)
  note.id = `note-${spec.name}`
  offer.type = "button"
  const choose = value => {
    tab.draft.choices[spec.name] = value
    field.dismissed = field.data.attempt
    save(tab.draft)
    field.show()
    report()
  }
  input.addEventListener("change", () => choose(input.value))
  offer.addEventListener("click", () => {
    choose(offer.value)
    input.focus()
  })
  listenForKeys(input)
  return () => {
    const { options, fill, notes, suggested } = field.data
    setOptions(field, options[spec.name])
    const chosen = tab.draft.choices[spec.name]
    const value = chosen ?? fill[spec.name] ?? ""
    const known = options[spec.name].some(([key]) => key === value) // not while the database is away
    input.value = known ? value : ""
    input.classList.toggle("empty", !known)
    const message = field.refuse()
    const stands = chosen ?? (known ? value : null)
    setOffer(field, offer, !message && suggested[spec.name] !== stands ? suggested[spec.name] : null)
    setNote(note, message || chosen || !known ? "" : (notes[spec.name] ?? ""))
    describe(field, [message && error.id, note.textContent && note.id].filter(Boolean))
  }
}

const labelOf = (field, key) => field.data.options[field.spec.name].find(([known]) => known === key)?.[1] ?? key

function setOptions({ spec, input }, options) {
  const written = JSON.stringify(options)
  if (input.dataset.options === written) return
  input.dataset.options = written
  const placeholder = new Option(spec.placeholder, "")
  placeholder.disabled = placeholder.hidden = true
  input.replaceChildren(placeholder, ...options.map(([key, label]) => new Option(label, key)))
  const chosen = tab.draft.choices[spec.name]
  // A category that was archived since is no choice any more.
  if (chosen && options.length && !options.some(([key]) => key === chosen)) {
    delete tab.draft.choices[spec.name]
    save(tab.draft)
  }
}

function setNote(note, text) {
  if (note.dataset.text === text) return
  note.dataset.text = text
  note.textContent = ""
  if (!text) return
  icon("auto_awesome", note)
  element("span", "", note, text)
}

function setOffer(field, offer, key) {
  offer.hidden = !key
  offer.value = key ?? ""
  offer.textContent = ""
  if (!key) return
  icon("auto_awesome", offer)
  const sentence = element("span", "", offer, "Use suggestion: ")
  element("strong", "", sentence, labelOf(field, key))
  const chosen = tab.draft.choices[field.spec.name]
  offer.title = chosen
    ? `You set ${labelOf(field, chosen)}. Suggestions no longer change this field.`
    : "Too unsure to be filled in."
}

function listenForKeys(input) {
  input.addEventListener("keydown", event => {
    const shortcut = event.ctrlKey || event.metaKey || event.altKey
    // Streamlit's one-letter shortcuts do not know that this is a field.
    if (!shortcut && event.key !== "Escape" && event.key !== "Tab") event.stopPropagation()
  })
}

// Instances

const instances = new WeakMap() // root -> { holder, fields, attempt }

function mount(root, data) {
  const holder = element("div", "fields", root)
  const instance = { holder, fields: data.fields.map(spec => build(spec, holder)), attempt: data.attempt }
  instances.set(root, instance)
  return instance
}

// Not on a phone, where the keyboard would cover the page, nor where somebody is typing already.
function focusTitle(instance) {
  const { activeElement: at } = document
  if (!matchMedia("(pointer: fine)").matches || at?.matches("input, textarea, select, [contenteditable]")) return
  instance.fields.find(field => field.spec.name === "title")?.input.focus({ preventScroll: true })
}

// The browser's own parts, such as the open list and the scroll bar, follow the theme too.
function matchTheme(holder) {
  const background = getComputedStyle(holder).getPropertyValue("--st-background-color").trim()
  const [red, green, blue] = (background.match(/^#(..)(..)(..)/) ?? []).slice(1).map(part => parseInt(part, 16))
  holder.style.colorScheme = red + green + blue < 384 ? "dark" : "light"
}

export default function ({ parentElement: root, data, setStateValue }) {
  const known = instances.get(root)
  const instance = known ?? mount(root, data)
  matchTheme(instance.holder)
  for (const field of instance.fields) {
    field.data = data
    fields.set(field.spec.name, field)
    field.show()
  }
  if (data.reports) {
    tab.reporter = { data, set: setStateValue, sent: known && tab.reporter ? tab.reporter.sent : null, mounted: !known }
    meet()
    if (!known) focusTitle(instance)
  }
  if (instance.attempt !== data.attempt) {
    instance.attempt = data.attempt
    instance.fields.find(field => field.spec.name === data.refused)?.input.focus()
  }
  return dropQuestion // called when the page goes
}
