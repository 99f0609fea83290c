// The edits of a tab are its own while it is open (sessionStorage). As it goes, they are left behind (localStorage), each
// under a key of its own, for the next tab in which the same person opens the same ticket and has no edit of it.

const EDIT = "triage-desk.edit." // and the ticket
const LEFT = "triage-desk.left." // and the ticket, a dot and the tab
const TAB = "triage-desk.tab"
const LEFT_MAX = 20
const LEFT_MS = 30 * 24 * 3600 * 1000
const AGAIN = 1000 // milliseconds until the server is told again, the double each time
const DECISIONS = ".st-key-edit_save, .st-key-edit_discard, .st-key-edit_mine, .st-key-edit_theirs"
const NOTE_ADDED = ".st-key-note_add"
const attempt = action => {
  try {
    return action()
  } catch {
    return null
  }
}
const randomName = () => Math.random().toString(36).slice(2)
const tab = randomName()
let looked = null // the opening of a ticket for which the storage was looked into
let known = {} // what the form had then
let before = null // the edit found there, until the server says that it is in the form
let timer = 0
let now = null // { id, version, last_event, changes, originals } of the form on the screen
let said = {} // the changes that the server knows of
let typing = {} // what the server has not heard of yet, by field: a run that began before does not undo it

function save() {
  const key = EDIT + now.id
  const takenBack = name => name in typing && typing[name] === now.originals[name]
  const changes = Object.fromEntries(Object.entries(now.changes).filter(([name]) => !takenBack(name)))
  const kept = JSON.stringify({ ...now, changes, originals: undefined, choices: undefined, open: undefined })
  const empty = Object.keys(changes).length === 0
  attempt(() => (empty ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, kept)))
}

const keysOf = (storage, prefix) => Object.keys(storage).filter(key => key.startsWith(prefix))
const leftUnder = key => attempt(() => JSON.parse(localStorage.getItem(key)))

function leftNewestFirst(prefix) {
  const found = (attempt(() => keysOf(localStorage, prefix)) ?? []).map(key => ({ key, edit: leftUnder(key) }))
  return found.sort((one, other) => (other.edit?.left ?? 0) - (one.edit?.left ?? 0))
}

function leave() {
  choose()
  attempt(() => {
    for (const key of keysOf(sessionStorage, EDIT)) {
      const edit = JSON.parse(sessionStorage.getItem(key))
      localStorage.setItem(`${LEFT}${edit.id}.${tab}`, JSON.stringify({ ...edit, left: Date.now() }))
    }
  })
}

function comeBack() {
  attempt(() => {
    const own = [tab, sessionStorage.getItem(TAB)] // after a reload, what this tab left is in it again
    for (const key of keysOf(localStorage, LEFT)) if (own.includes(key.split(".").at(-1))) localStorage.removeItem(key)
    sessionStorage.setItem(TAB, tab)
  })
  leftNewestFirst(LEFT).forEach(({ key, edit }, place) => {
    if (place >= LEFT_MAX || !(edit?.left >= Date.now() - LEFT_MS)) attempt(() => localStorage.removeItem(key))
  })
}

// The edit of this ticket by whoever looks at it. After the desk was reset another ticket may have its number.
function stored({ id, whose }) {
  const own = attempt(() => JSON.parse(sessionStorage.getItem(EDIT + id)))
  if (own && (own.whose ?? whose) === whose) return own
  if (own)
    attempt(() => localStorage.setItem(`${LEFT}${id}.${randomName()}`, JSON.stringify({ ...own, left: Date.now() })))
  const found = leftNewestFirst(`${LEFT}${id}.`).find(({ edit }) => edit?.whose === whose)
  if (found) attempt(() => localStorage.removeItem(found.key))
  return found?.edit ?? null
}

function typed(event) {
  if (!now) return
  const field = event.target.closest?.(`[class*="st-key-edit_${now.id}_"]`)
  const name = field && now.texts.find(text => field.classList.contains(`st-key-edit_${now.id}_${text}`))
  if (!name) return
  now.changes[name] = typing[name] = event.target.value
  save()
}

// A list says nothing when something is chosen in it. What it shows is a choice where it is neither the original, which
// it also shows until an edit that came back is drawn, nor what the server knows of.
function choose() {
  for (const [name, keys] of Object.entries(now?.choices ?? {})) {
    const field = document.querySelector(`.st-key-edit_${now.id}_${name} input`)
    if (field === document.activeElement && now.open?.includes(name)) continue // being typed
    const key = keys[field?.value] ?? (now.open?.includes(name) ? field?.value : undefined)
    if (key !== undefined) chosen(name, key)
  }
}

function chosen(name, key) {
  const original = now.originals[name]
  if (key !== original && key !== (said[name] ?? original)) now.changes[name] = typing[name] = key
  else if (name in typing) {
    delete typing[name]
    if (name in said) now.changes[name] = said[name]
    else delete now.changes[name]
  } else return
  save()
}

function clicked(event) {
  if (event.target.closest?.(DECISIONS)) typing = {}
  else if (event.target.closest?.(NOTE_ADDED)) delete typing.note
  else setTimeout(choose, 0) // the list shows it after the event
}

document.addEventListener("input", typed, true)
document.addEventListener("click", clicked, true)
document.addEventListener("keyup", clicked, true)
addEventListener("pagehide", leave)
addEventListener("pageshow", comeBack)
comeBack()

function look(data) {
  looked = data.opening
  known = data.changes
  if (now?.id !== data.id) typing = {}
  const found = data.given_back === data.opening ? null : stored(data)
  const changes = found?.changes ?? {}
  before = Object.keys(changes).some(name => changes[name] !== known[name]) ? found : null
}

function repeat(tell, wait) {
  tell() // a click just then makes the server forget it
  timer = setTimeout(() => repeat(tell, 2 * wait), wait)
}

export default function ({ data, setTriggerValue }) {
  clearTimeout(timer)
  if (looked !== data.opening) look(data)
  if (data.given_back === data.opening) before = null
  const asTyped = name => (data.changes[name] ?? data.originals[name]) === typing[name]
  for (const name of Object.keys(typing)) if (asTyped(name)) delete typing[name]
  said = data.changes
  now = { ...data, changes: { ...data.changes } }
  if (before) {
    const untouched = name => data.changes[name] === known[name]
    const kept = Object.entries(before.changes).filter(([name]) => untouched(name))
    now = { ...now, version: before.version, last_event: before.last_event }
    Object.assign(now.changes, Object.fromEntries(kept))
  }
  Object.assign(now.changes, typing)
  save()
  if (before) repeat(() => setTriggerValue("kept", now), AGAIN)
  else if (data.held) repeat(() => setTriggerValue("shown", data.opening), AGAIN) // and all fields with it
  return () => clearTimeout(timer)
}
