// The draft of this tab: which one it is, beside those of other tabs, and how browser and Python come to the same.

const SUBMIT = ".st-key-submit_ticket button"
const GREETING_MS = 200 // how long other tabs have to say which drafts they hold

const TAB = uuid()
const fields = new Map() // name -> the newest mounted field
let draft = ownDraft()
let settled = false // true once the other tabs had time to answer
let reporter = null // the mounted instance that talks to Python: { data, set, sent, mounted }
let timer = 0
let composing = false
let adopted = null // key of a draft taken over from a closed tab, until something is typed into it

function ownDraft() {
  const key = attempt(() => sessionStorage.getItem(TAB_KEY))
  return (key && read(key)) || emptyDraft(uuid())
}

const held = new Set() // keys of the drafts that other tabs hold
const channel = attempt(() => new BroadcastChannel("triage-desk.drafts"))

function tell(type) {
  channel?.postMessage({ type, key: draft.key, tab: TAB })
}

if (channel) {
  channel.onmessage = ({ data: message }) => {
    if (message.tab === TAB) return
    if (message.type === "who" && settled) tell("held")
    if (message.type === "held") {
      held.add(message.key)
      if (settled && message.key === draft.key) part(message.tab)
    }
  }
}

tell("who")
prune()
setTimeout(settle, channel ? GREETING_MS : 0)

function settle() {
  if (settled) return
  settled = true
  if (held.has(draft.key)) takeCopy()
  else if (isEmpty(draft) && channel) adoptOrphan()
  tell("held")
  meet()
}

// A duplicated tab goes on with a copy under a key of its own.
function takeCopy() {
  draft = { ...draft, choices: { ...draft.choices }, key: uuid() }
  save(draft)
  report()
}

// Two tabs on one draft, as one of them was frozen while the other asked: one gives it back, or goes on with a copy.
function part(other) {
  if (adopted === draft.key) {
    draft = emptyDraft(uuid())
    save(draft)
    show()
    report()
  } else if (TAB > other) {
    takeCopy()
  }
}

function adoptOrphan() {
  const orphan = storedDrafts().find(candidate => !held.has(candidate.key) && !isEmpty(candidate))
  if (!orphan) return
  draft = orphan
  adopted = orphan.key
  save(draft)
  show()
}

// Talking to Python

function report() {
  clearTimeout(timer)
  timer = 0
  if (!reporter || composing) return
  const { key, title, description, requester, choices } = draft
  const value = { session: reporter.data.session, key, title, description, requester, choices, answered: isAnswered() }
  const spoken = JSON.stringify(value)
  if (spoken !== reporter.sent) {
    reporter.sent = spoken
    reporter.set("value", { ...value, choices: { ...choices } })
  }
  ask() // here too: where Python's answer is the one it gave before, Streamlit does not hand it over again
}

function arm() {
  leaving = false
  dropQuestion()
  clearTimeout(timer)
  timer = setTimeout(report, reporter?.data.debounce ?? 400)
}

// A report just before a change of page makes Streamlit draw the new page blank. The draft is stored, and told at the
// next visit, so on the way to another page there is nothing to say.
let leaving = false

function notice(event) {
  leaving = event.composedPath().some(node => node.localName === "a" && node.target !== "_blank")
}

document.addEventListener("pointerdown", notice, true)

// Before a click takes effect Python hears the last key. The second half of a double click has nothing new to say.
function flush() {
  if (leaving) {
    clearTimeout(timer)
    dropQuestion()
  }
  if (!reporter || leaving) return
  if (!settled) settle()
  else if (timer || reporter.sent) report()
}

document.addEventListener("click", event => {
  notice(event)
  flush()
  if (event.target.closest?.(SUBMIT)) dropQuestion() // what stands on the screen now is what is filed
}, true)

document.addEventListener("keydown", event => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return
  const submit = document.querySelector(SUBMIT)
  if (!submit) return
  event.preventDefault()
  submit.click()
}, true)

function typedSince(name, seen) {
  const now = draft[name]
  const rest = now.startsWith(seen) ? now.slice(seen.length) : now
  return rest.trim() ? rest.trimStart() : ""
}

// Python replaces the draft it knew. What was typed since starts the next one.
function apply(revision) {
  if (!revision || revision.of !== draft.key) return
  const next = { ...emptyDraft(revision.next), choices: { ...revision.choices } }
  for (const name of TEXTS) next[name] = revision.texts[name] + typedSince(name, revision.seen[name])
  const goesOn = TEXTS.some(name => next[name] !== revision.texts[name])
  dropQuestion()
  remove(draft.key)
  draft = next
  save(draft)
  show()
  if (goesOn) arm()
}

// Bring browser and Python to one draft; at every run, and once the other tabs have answered.
function meet() {
  if (!reporter || !settled) return
  const { data, mounted } = reporter
  reporter.mounted = false
  if (leaving && !isEmpty(draft)) arm() // the page is still here: a link to itself, or one that was not followed
  leaving = false
  apply(data.revision)
  if (data.draft === draft.key) {
    if (mounted && !isEmpty(draft)) report()
  } else if (isEmpty(draft)) {
    draft.key = data.draft
    save(draft)
  } else {
    report()
  }
  ask()
}
