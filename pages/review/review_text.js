// The whole text of a ticket with its deciding words marked. It is foreign text: textContent only.

import { node } from "../widgets/chip.js"

const KINDS = { category: "for the category", priority: "for the priority", against: "against" }

const normalised = word => word.toLowerCase().split(/\s+/).filter(Boolean).join(" ")
const escaped = word => word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`)

// As whole words, the longest first.
function patternOf(words) {
  const known = words.map(({ word }) => word.trim()).filter(Boolean)
  const longest = known.toSorted((one, other) => other.length - one.length).map(escaped)
  return longest.length ? new RegExp(`(?<![\\p{L}\\p{N}_])(?:${longest.join("|")})(?![\\p{L}\\p{N}_])`, "giu") : null
}

export function marked(text, words) {
  const pattern = patternOf(words)
  if (!pattern) return [document.createTextNode(text)]
  const marks = new Map(words.map(mark => [normalised(mark.word), mark]))
  const parts = []
  let place = 0
  for (const hit of text.matchAll(pattern)) {
    const mark = marks.get(normalised(hit[0]))
    if (!mark) continue
    parts.push(document.createTextNode(text.slice(place, hit.index)))
    const made = node("mark", mark.kind, hit[0])
    made.title = mark.note
    parts.push(made)
    place = hit.index + hit[0].length
  }
  parts.push(document.createTextNode(text.slice(place)))
  return parts
}

// What the marks mean, where there are several kinds.
export function legend(words) {
  const kinds = Object.keys(KINDS).filter(kind => words.some(word => word.kind === kind))
  return kinds.length ? ["Deciding words: ", ...kinds.map(kind => node("mark", kind, KINDS[kind]))] : []
}
