// The draft of this tab: which one it is, beside those of other tabs, and how browser and Python come to the same.

import { ask, dropQuestion, isAnswered, onEnded } from "./draft_ask.js"
import { prefill } from "./draft_prefill.js"
import { attempt, emptyDraft, isEmpty, prune, remove, save, storedDrafts, uuid } from "./draft_store.js"
import { tab } from "./draft_tab.js"

const SUBMIT = ".st-key-submit_ticket button"
const GREETING_MS = 200 // how long other tabs have to say which drafts they hold

const TAB = uuid()
export const fields = new Map() // name -> the newest mounted field
let settled = false // true once the other tabs had time to answer

const held = new Set() // keys of the drafts that other tabs hold
const channel = attempt(() => new BroadcastChannel("triage-desk.drafts"))

function tell(type) {
  channel?.postMessage({ type, key: tab.draft.key, tab: TAB })
}

if (channel) {
  channel.onmessage = ({ data: message }) => {
    if (message.tab === TAB) return
    if (message.type === "who" && settled) tell("held")
    if (message.type === "held") {
      held.add(message.key)
      if (settled && message.key === tab.draft.key) part(message.tab)
    }
  }
}

tell("who")
prune()
setTimeout(settle, channel ? GREETING_MS : 0)

function settle() {
  if (settled) return
  settled = true
  if (held.has(tab.draft.key)) takeCopy()
  else if (isEmpty(tab.draft) && channel) adoptOrphan()
  tell("held")
  meet()
}

// A duplicated tab goes on with a copy under a key of its own.
function takeCopy() {
  tab.draft = { ...tab.draft, choices: { ...tab.draft.choices }, key: uuid() }
  save(tab.draft)
  report()
}

// Two tabs on one draft, as one of them was frozen while the other asked: one gives it back, or goes on with a copy.
function part(other) {
  if (tab.adopted === tab.draft.key) {
    tab.draft = emptyDraft(uuid())
    save(tab.draft)
    show()
    report()
  } else if (TAB > other) {
    takeCopy()
  }
}

function adoptOrphan() {
  const orphan = storedDrafts().find(candidate => !held.has(candidate.key) && !isEmpty(candidate))
  if (!orphan) return
  tab.draft = orphan
  tab.adopted = orphan.key
  save(tab.draft)
  show()
}

export function show() {
  for (const field of fields.values()) field.show()
}

// Talking to Python

export function report() {
  clearTimeout(tab.timer)
  tab.timer = 0
  if (!tab.reporter || tab.composing) return
  const { session, texts } = tab.reporter.data
  const { key, choices } = tab.draft
  const typed = Object.fromEntries(texts.map(name => [name, tab.draft[name] ?? ""]))
  const value = { session, key, ...typed, choices, answered: isAnswered() }
  const spoken = JSON.stringify(value)
  if (spoken !== tab.reporter.sent) {
    tab.reporter.sent = spoken
    tab.reporter.set("value", { ...value, choices: { ...choices } })
  }
  ask() // here too: where Python's answer is the one it gave before, Streamlit does not hand it over again
}

export function arm() {
  tab.leaving = false
  dropQuestion()
  clearTimeout(tab.timer)
  tab.timer = setTimeout(report, tab.reporter?.data.debounce ?? 400)
}

// A report just before a change of page makes Streamlit draw the new page blank. The draft is stored, and told at the
// next visit, so on the way to another page there is nothing to say.

function notice(event) {
  tab.leaving = event.composedPath().some(node => node.localName === "a" && node.target !== "_blank")
}

document.addEventListener("pointerdown", notice, true)

// Before a click takes effect Python hears the last key. The second half of a double click has nothing new to say.
export function flush() {
  if (tab.leaving) {
    clearTimeout(tab.timer)
    dropQuestion()
  }
  if (!tab.reporter || tab.leaving) return
  if (!settled) settle()
  else if (tab.timer || tab.reporter.sent) report()
}

document.addEventListener(
  "click",
  event => {
    notice(event)
    flush()
    if (event.target.closest?.(SUBMIT)) dropQuestion() // what stands on the screen now is what is filed
  },
  true,
)

document.addEventListener(
  "keydown",
  event => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return
    const submit = document.querySelector(SUBMIT)
    if (!submit) return
    event.preventDefault()
    submit.click()
  },
  true,
)

function typedSince(name, seen) {
  const now = tab.draft[name] ?? ""
  const rest = now.startsWith(seen) ? now.slice(seen.length) : now
  return rest.trim() ? rest.trimStart() : ""
}

// Python replaces the draft it knew. What was typed since starts the next one.
function apply(revision) {
  if (!revision || revision.of !== tab.draft.key) return
  const next = { ...emptyDraft(revision.next), choices: { ...revision.choices } }
  const names = Object.keys(revision.texts)
  for (const name of names) next[name] = revision.texts[name] + typedSince(name, revision.seen[name])
  const goesOn = names.some(name => next[name] !== revision.texts[name])
  dropQuestion()
  remove(tab.draft.key)
  tab.draft = next
  save(tab.draft)
  const goesOnTyping = [...fields.values()].some(({ input }) => input === input.getRootNode().activeElement)
  show()
  if (goesOn) arm()
  else if (goesOnTyping) fields.get("title")?.input.focus() // Ctrl+Enter in a field: the next ticket begins there
}

const limits = () => new Map([...fields].map(([name, { spec }]) => [name, spec.max || undefined]))

// Bring browser and Python to one draft; at every run, and once the other tabs have answered.
export function meet() {
  if (!tab.reporter || !settled) return
  const { data, mounted } = tab.reporter
  tab.reporter.mounted = false
  if (tab.leaving && !isEmpty(tab.draft)) arm() // the page is still here: a link to itself, or one that was not followed
  tab.leaving = false
  apply(data.revision)
  if (fields.get("title")?.input.isConnected && prefill(limits())) {
    show()
    arm()
  }
  if (data.draft === tab.draft.key) {
    if (mounted && !isEmpty(tab.draft)) report()
  } else if (isEmpty(tab.draft)) {
    tab.draft.key = data.draft
    save(tab.draft)
  } else {
    report()
  }
  ask()
}

onEnded(report)
