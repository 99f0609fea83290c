// The ticket before the reviewer, its suggestion, and the answer: by keys, by mouse and on a phone.

import { chip, node } from "../widgets/chip.js"
import { listen } from "./review_keys.js"
import { legend, marked } from "./review_text.js"
import { Sitting } from "./sitting.js"

const NUMBERED = 9 // categories that have a key
const PRIORITY_KEYS = ["Q", "W", "E", "R"]
const mounted = new WeakMap() // root -> desk

const percent = share => `${share === 1 ? 100 : Math.min(99, Math.max(1, Math.round(share * 100)))}%`
const counted = (number, isExact = true) => `${number.toLocaleString("en-GB")}${isExact ? "" : "+"}`
const tickets = number => `${counted(number)} ticket${number === 1 ? "" : "s"}`

class Desk {
  constructor(root, data) {
    this.root = root
    this.data = data
    this.choice = { category: null, priority: null }
    this.drawn = undefined // the review that is drawn
    const on = (name, act) => this.all(name).forEach(button => button.addEventListener("click", act))
    on("button.accept", () => this.accept())
    on("button.skip", () => this.skip())
    on("button.undo", () => this.undo())
    on("button.help", () => this.toggleKeys())
    this.one(".other input").addEventListener("keydown", event => this.typed(event))
    this.sitting = new Sitting(data.path, data.filter, () => this.draw())
    this.deafen = listen(this)
    this.mount = new AbortController()
    const { signal } = this.mount
    window.addEventListener("pagehide", () => this.sitting.leave(), { signal })
    window.addEventListener("pageshow", event => event.persisted && this.sitting.begin(), { signal })
    this.draw()
  }

  one(selector) {
    return this.root.querySelector(selector)
  }

  all(selector) {
    return [...this.root.querySelectorAll(selector)]
  }

  // Data of another filter begins anew.
  update(data) {
    const isOther = JSON.stringify(data.filter) !== JSON.stringify(this.data.filter)
    this.data = data
    if (!isOther) return
    this.sitting.leave()
    this.sitting = new Sitting(data.path, data.filter, () => this.draw())
  }

  leave() {
    this.deafen()
    this.mount.abort()
    this.sitting.leave()
  }

  // What can be done

  chooseCategory(place) {
    const category = this.shown[place]
    if (this.sitting.current && category) this.choose("category", category.key)
  }

  choosePriority(place) {
    if (this.sitting.current) this.choose("priority", this.data.priorities[place].key)
  }

  choose(field, key) {
    this.choice[field] = key
    this.say("")
    this.drawChoices()
  }

  accept() {
    if (!this.sitting.current) return
    const missing = ["category", "priority"].filter(field => !this.choice[field])
    if (missing.length) this.say(`Choose a ${missing.join(" and a ")} first.`)
    else this.sitting.answer({ ...this.choice })
  }

  skip() {
    if (this.sitting.current) this.sitting.skip()
  }

  undo() {
    this.sitting.undo()
  }

  toggleKeys() {
    const keys = this.one(".keys")
    keys.hidden = !keys.hidden
    this.one("button.help").setAttribute("aria-expanded", String(!keys.hidden))
  }

  find() {
    if (!this.one(".other").hidden) this.one(".other input").focus()
  }

  // Enter means accept on its own button, and on a choice that is made; on anything else it presses that.
  accepts(target) {
    return target.closest(".accept, .choices [aria-pressed=true]") != null
  }

  // A name in the field of other categories: Enter takes it, Escape leaves the field.
  typed(event) {
    const { target } = event
    if (event.key !== "Enter" && event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    const wanted = target.value.trim().toLowerCase()
    const names = this.data.categories.map(category => ({ key: category.key, name: category.label.toLowerCase() }))
    const found = names.find(({ name }) => name === wanted) ?? names.find(({ name }) => name.includes(wanted))
    if (event.key === "Enter" && wanted && !found) {
      this.say(`There is no category "${target.value.trim()}".`)
      return
    }
    target.value = ""
    target.blur()
    if (event.key === "Enter" && wanted) this.choose("category", found.key)
  }

  say(text) {
    this.sitting.notice = text
    this.drawNotes()
  }

  // What is shown

  draw() {
    this.one(".desk").hidden = false
    this.drawNotes()
    this.drawTally()
    const { current } = this.sitting
    this.one(".columns").hidden = !current
    this.one(".end").hidden = current != null
    if (current !== this.drawn) {
      const hadFocus = this.root.contains(this.root.getRootNode().activeElement)
      this.drawn = current
      if (current) this.drawTicket(current)
      if (hadFocus) this.one(current ? "#title" : ".end h2").focus({ preventScroll: true })
      if (current && this.one("article").getBoundingClientRect().top < 0) this.one("article").scrollIntoView()
    }
    if (!current) this.drawEnd()
  }

  drawNotes() {
    const { notice, trouble } = this.sitting
    this.one(".notice").textContent = notice
    this.one(".trouble").textContent = trouble
    this.one(".trouble").hidden = !trouble
    for (const button of this.all("button.undo"))
      button.disabled = !this.sitting.sent.length && !this.sitting.pending.length
  }

  drawTicket({ ticket, suggestion, blind }) {
    const words = suggestion?.words ?? []
    this.choice = {
      category: suggestion?.category ?? null,
      priority: suggestion ? (suggestion.priority ?? this.data.usual) : null,
    }
    const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: this.data.zone })
    const facts = [`#${ticket.id}`, when.format(new Date(ticket.created_at)), ticket.requester]
    this.one(".facts").textContent = facts.filter(Boolean).join(" · ")
    this.one("#title").replaceChildren(...marked(ticket.title, words))
    this.one(".text").replaceChildren(...marked(ticket.description, words))
    this.one(".legend").replaceChildren(...legend(words))
    this.one(".suggested").replaceChildren(...this.suggested(suggestion, blind))
    this.drawCategories(suggestion)
    this.drawChoices()
  }

  suggested(suggestion, blind) {
    if (blind) return [node("strong", "", "Your own view first."), " The suggestion for this ticket is hidden."]
    const { categories, priorities, sources, usual } = this.data
    const value = (field, known) => {
      const key = suggestion[field]
      const share = suggestion.confidence[field]
      const name = node("strong", "", known.find(one => one.key === key)?.label ?? key)
      return key ? [name, share == null ? "" : ` ${percent(share)}`] : []
    }
    const found = [value("category", categories), value("priority", priorities)].filter(parts => parts.length)
    const listed = found.flatMap((parts, place) => (place ? [", ", ...parts] : parts))
    const isMeasured = Object.values(suggestion.confidence).some(share => share != null)
    const said = found.length ? [`${sources[suggestion.source] ?? "Suggested:"} `, ...listed] : []
    if (found.length) said.push(isMeasured ? ". " : " (not yet measured here). ")
    if (!suggestion.category) said.push(found.length ? "No clear category. " : "No clear suggestion. ")
    if (!suggestion.priority) said.push(`${priorities.find(one => one.key === usual).label} by default.`)
    return said
  }

  // With more categories than keys the likeliest have one, unless that would tell a hidden suggestion.
  drawCategories(suggestion) {
    const { categories } = this.data
    const rank = new Map((suggestion?.ranking ?? []).map(({ value }, place) => [value, place]))
    const place = category => rank.get(category.key) ?? Infinity
    const many = categories.length > NUMBERED
    const ordered =
      many && suggestion ? categories.toSorted((one, other) => place(one) - place(other) || 0) : categories
    this.shown = ordered.slice(0, NUMBERED)
    this.one(".other").hidden = !many
    this.one("#others").replaceChildren(...ordered.slice(NUMBERED).map(category => new Option(category.label)))
  }

  drawChoices() {
    const chosen = this.data.categories.find(category => category.key === this.choice.category)
    const listed = chosen && !this.shown.includes(chosen) ? [...this.shown, chosen] : this.shown
    this.drawGroup("category", listed, place => (place < NUMBERED ? String(place + 1) : ""))
    this.drawGroup("priority", this.data.priorities, place => PRIORITY_KEYS[place])
  }

  drawGroup(field, options, keyOf) {
    const group = this.one(`.choices.${field}`)
    const keys = options.map(option => option.key).join()
    if (group.dataset.keys !== keys) {
      group.dataset.keys = keys
      group.replaceChildren(...options.map((option, place) => this.choiceButton(field, option, keyOf(place))))
    }
    for (const button of group.children) {
      button.setAttribute("aria-pressed", String(button.dataset.key === this.choice[field]))
    }
  }

  choiceButton(field, option, key) {
    const button = node("button", "choice", "")
    button.type = "button"
    button.dataset.key = option.key
    if (key) button.append(node("kbd", "", key))
    button.append(chip(option))
    button.addEventListener("click", () => this.sitting.current && this.choose(field, option.key))
    return button
  }

  drawTally() {
    const { tally } = this.sitting
    if (!tally) return
    const parts = [`${counted(tally.mine)} by you`, `${counted(tally.today)} today`]
    parts.push(`${counted(tally.left, tally.left_is_exact)} left`)
    if (tally.random_skipped)
      parts.push(`${counted(tally.random_skipped)} of ${counted(tally.random_asked)} random ones skipped`)
    this.one(".tally").textContent = parts.join(" · ")
  }

  drawEnd() {
    const { tally, isEmpty, isFilling, queue } = this.sitting
    const [title, text] = this.one(".end").children
    if (!isEmpty && (isFilling || !queue.length)) {
      title.textContent = "Looking for the next ticket…"
      text.textContent = ""
    } else {
      title.textContent = this.data.filter.length ? "Nothing left under this filter" : "Nothing left to review"
      const others = tally?.left ? ` ${tickets(tally.left)} are before other people or outside this filter.` : ""
      text.textContent = `You answered ${tickets(tally?.mine ?? 0)}. New tickets appear here by themselves.${others}`
    }
  }
}

export default function ({ parentElement: root, data }) {
  let desk = mounted.get(root)
  if (desk) desk.update(data)
  else {
    desk = new Desk(root, data)
    mounted.set(root, desk)
  }
  return () => {
    desk.leave()
    mounted.delete(root)
  }
}
