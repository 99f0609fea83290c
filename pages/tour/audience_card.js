// The audience's tickets: one at a time, a digit chooses the team, Enter accepts what is suggested, Z takes one back.

import { node } from "../widgets/chip.js"

const TYPED = "input, textarea, select, [contenteditable]"
const PRESSED = "a, button, summary, [role=button], [role=tab], [role=menuitem]"
const mounted = new WeakMap() // root -> audience

const percent = share => `${Math.min(99, Math.max(1, Math.round(share * 100)))}%`

class Audience {
  constructor(root) {
    this.root = root
    this.answers = []
    this.one(".accept").addEventListener("click", () => this.accept())
    this.one(".undo").addEventListener("click", () => this.undo())
    this.mount = new AbortController()
    window.addEventListener("keydown", event => this.pressed(event), { capture: true, signal: this.mount.signal })
  }

  one(selector) {
    return this.root.querySelector(selector)
  }

  // Python's answers count where they are others: after a reload, or when it answered the rest.
  update(data, report) {
    const isFirst = !this.data
    const isOther = data.revision !== this.data?.revision
    this.data = data
    this.report = report
    if (isOther) this.answers = [...data.answers]
    this.draw()
    // The button that led here would take Enter for itself until it is gone.
    if (isFirst) this.one(".progress").focus({ preventScroll: true })
  }

  get suggestion() {
    return this.data.suggestions[this.answers.length]
  }

  pressed(event) {
    const target = event.composedPath()[0]
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || target.closest?.(TYPED)) return
    const action = this.actionOf(event.key.toLowerCase(), target)
    if (!action) return
    event.preventDefault()
    event.stopImmediatePropagation()
    action()
  }

  actionOf(key, target) {
    const team = this.data.teams[Number(key) - 1]
    if (team) return () => this.answer(team.key)
    if (key === "enter") return target.closest?.(PRESSED) ? null : () => this.accept()
    return key === "z" ? () => this.undo() : null
  }

  accept() {
    if (this.suggestion?.key) this.answer(this.suggestion.key)
  }

  answer(key) {
    if (this.answers.length === this.data.tickets.length) return
    this.answers.push(key)
    this.tell()
  }

  // What was learned from stays.
  undo() {
    if (this.answers.length <= this.data.learned) return
    this.answers.pop()
    this.tell()
  }

  tell() {
    this.draw()
    this.report("answers", { revision: this.data.revision, answers: [...this.answers] })
  }

  draw() {
    const { tickets, learned, source } = this.data
    const place = this.answers.length
    const ticket = tickets[place]
    this.one(".progress").textContent = ticket
      ? `Ticket ${place + 1} of ${tickets.length}`
      : `All ${tickets.length} tickets are answered.`
    for (const selector of ["article", ".suggested", ".choices", ".accept"]) this.one(selector).hidden = !ticket
    this.one(".undo").disabled = place <= learned
    this.one(".undo").hidden = !ticket && place <= learned
    if (!ticket) return
    this.one("h3").textContent = ticket.title
    this.one(".text").textContent = ticket.description
    this.drawSuggestion(source)
  }

  drawSuggestion(source) {
    const { key, share } = this.suggestion ?? {}
    const label = this.data.teams.find(team => team.key === key)?.label
    const said = label ? [`${source}: `, node("strong", "", label)] : [`${source}: no clear suggestion.`]
    if (label && share != null) said.push(` ${percent(share)}`)
    this.one(".suggested").replaceChildren(...said)
    this.one(".accept").disabled = !label
    this.one(".choices").replaceChildren(
      ...this.data.teams.map((team, place) => this.choice(team, place + 1, team.key === key)),
    )
  }

  choice(team, digit, isLikely) {
    const button = node("button", isLikely ? "likely" : "", "")
    button.type = "button"
    button.append(node("kbd", "", String(digit)), ` ${team.label}`)
    button.addEventListener("click", () => this.answer(team.key))
    return button
  }
}

export default function ({ parentElement: root, data, setStateValue }) {
  const audience = mounted.get(root) ?? new Audience(root)
  mounted.set(root, audience)
  audience.update(data, setStateValue)
  return () => {
    audience.mount.abort()
    mounted.delete(root)
  }
}
