// Drafts in the browser's storage, one record each; every tab remembers the key of its own.

const PREFIX = "triage-desk.draft."
export const TAB_KEY = "triage-desk.draft"
const KEPT = 20
const MAX_AGE_MS = 30 * 24 * 3600 * 1000
const OTHER = new Set(["key", "choices", "saved"]) // all else in a draft is a text under the name of its field

// crypto.randomUUID is missing on plain http addresses other than localhost.
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

// Storage may be switched off or full: the form then works without it.
export function attempt(action) {
  try {
    return action()
  } catch {
    return null
  }
}

// Title and description are what a suggestion reads; texts of other fields are there once something is typed.
export const emptyDraft = key => ({ key, title: "", description: "", choices: {}, saved: 0 })

const textNames = draft => Object.keys(draft).filter(name => !OTHER.has(name))

export const isEmpty = draft => textNames(draft).every(name => !draft[name]) && Object.keys(draft.choices).length === 0

export function read(key) {
  const stored = attempt(() => JSON.parse(localStorage.getItem(PREFIX + key)))
  if (!stored || typeof stored !== "object") return null
  const draft = emptyDraft(key)
  for (const name of textNames(stored)) if (typeof stored[name] === "string") draft[name] = stored[name]
  for (const [name, value] of Object.entries(stored.choices ?? {})) {
    if (typeof value === "string") draft.choices[name] = value
  }
  draft.saved = Number(stored.saved) || 0
  return draft
}

export function storedDrafts() {
  const names = attempt(() => Object.keys(localStorage)) ?? []
  const drafts = names.filter(name => name.startsWith(PREFIX)).map(name => read(name.slice(PREFIX.length)))
  return drafts.filter(Boolean).sort((a, b) => b.saved - a.saved)
}

export const remove = key => attempt(() => localStorage.removeItem(PREFIX + key))

export function prune() {
  const oldest = Date.now() - MAX_AGE_MS
  storedDrafts().forEach((draft, position) => {
    if (position >= KEPT || draft.saved < oldest) remove(draft.key)
  })
}

export function save(draft) {
  attempt(() => sessionStorage.setItem(TAB_KEY, draft.key))
  if (isEmpty(draft)) return remove(draft.key)
  draft.saved = Date.now()
  attempt(() => localStorage.setItem(PREFIX + draft.key, JSON.stringify(draft)))
}
