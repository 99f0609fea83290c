// A link can fill in a new ticket: /?title=…&description=…&requester=…

import { emptyDraft, isEmpty, save, uuid } from "./draft_store.js"
import { tab } from "./draft_tab.js"

const LINES = ["title", "requester"]
const NAMES = [...LINES, "description"]

// Take what the address gives, once: then it goes from there, so that a reload changes nothing that was typed since. A
// draft that this tab had before stays stored, and the next tab goes on with it. Whether anything was given.
export function prefill(limits) {
  const address = new URL(location.href)
  const given = NAMES.filter(name => address.searchParams.get(name)?.trim())
  if (!given.length) return false
  if (!isEmpty(tab.draft)) tab.draft = emptyDraft(uuid())
  tab.adopted = null
  for (const name of given) {
    const text = address.searchParams.get(name).trim()
    tab.draft[name] = (LINES.includes(name) ? text.replace(/\s+/g, " ") : text).slice(0, limits.get(name))
    address.searchParams.delete(name)
  }
  history.replaceState(history.state, "", address)
  save(tab.draft)
  return true
}
