import { chip, node } from "../../widgets/chip.js"

// The tickets of one page. A tick shows at once and is reported with the whole page's ticks, so that the last report
// alone counts; ids are reported, never positions, so that a page drawn meanwhile cannot turn them into other tickets.

const CLOSING = 300 // ms until the drawer is gone
const CLOSING_AT_MOST = 5000 // on a busy machine
const DRAWER = ".st-key-ticket_panel, [role=dialog]"
const frames = new WeakMap() // frame -> { of, number, ticked, from }: the ticks on the screen, newer than Python's or not

// The drawer itself cannot give the focus back: what had it stands in a shadow tree, and was drawn anew since.
function giveFocusBack(frame, id) {
  const until = performance.now() + CLOSING_AT_MOST
  function look() {
    const has = document.activeElement
    if (has === document.body) focusOn(frame, `a[data-id="${id}"]`)
    else if (has?.closest(DRAWER) && performance.now() < until) setTimeout(look, CLOSING / 6)
  }
  setTimeout(look, CLOSING)
}

function focusOn(frame, selector) {
  frame.querySelector(selector)?.focus({ preventScroll: true })
}

// The ticket that is open beside the list: the page says which, and the ticket itself when a key led to another.
let drawn = null
function markOpen(id, follow) {
  for (const line of drawn?.querySelectorAll("tbody tr") ?? []) {
    const isOpen = Boolean(line.querySelector(`a[data-id="${id}"]`))
    line.classList.toggle("open", isOpen)
    if (isOpen) line.setAttribute("aria-current", "true")
    else line.removeAttribute("aria-current")
    if (isOpen && follow) line.scrollIntoView({ block: "nearest" })
  }
}
document.addEventListener("triage-desk.ticket", ({ detail }) => markOpen(detail, true))

function draw(frame, { data, setStateValue, setTriggerValue }) {
  const ids = data.rows.map(row => row.id)
  const known = frames.get(frame)
  const behind = known && known.of === data.of && known.number > data.number
  const own = behind ? known : { of: data.of, number: data.number, ticked: new Set(data.ticked), from: known?.from }
  frames.set(frame, own)

  const had = frame.getRootNode().activeElement // it goes with its row, and its successor gets the focus
  const boxes = new Map()
  const all = box(`Select all ${ids.length} on this page`, event => set(ids, event.target.checked))
  all.input.dataset.id = "all"

  function show() {
    for (const [id, { tick, line }] of boxes) {
      tick.input.checked = own.ticked.has(id)
      line.classList.toggle("ticked", tick.input.checked)
    }
    const ticked = ids.filter(id => own.ticked.has(id)).length
    all.input.checked = ticked > 0 && ticked === ids.length
    all.input.indeterminate = ticked > 0 && ticked < ids.length
  }

  function set(some, on) {
    for (const id of some) own.ticked[on ? "add" : "delete"](id)
    own.number += 1
    show()
    setStateValue("ticks", { of: own.of, number: own.number, shown: ids, ticked: ids.filter(id => own.ticked.has(id)) })
  }

  function ticked(event, id) {
    const [from, to] = [ids.indexOf(own.from), ids.indexOf(id)].sort((a, b) => a - b)
    set(event.shiftKey && from >= 0 ? ids.slice(from, to + 1) : [id], event.target.checked)
    own.from = id
  }

  function line(row) {
    const made = node("tr", "", "")
    made.setAttribute("role", "row")
    const tick = box(`Select #${row.id}`, event => ticked(event, row.id))
    tick.input.dataset.id = row.id
    boxes.set(row.id, { tick, line: made })
    made.append(cell("td", "cell", "box", tick.label), ...data.columns.map(column => filled(column, row)))
    made.addEventListener("click", event => {
      if (event.target.closest(".box") || event.ctrlKey || event.metaKey || event.shiftKey) return
      // A text was marked to be copied; by key (detail 0) it is what Tab marked in the search before.
      if (event.detail && getSelection().toString()) return
      event.preventDefault()
      setTriggerValue("opened", row.id)
    })
    return made
  }

  const head = node("tr", "", "")
  head.setAttribute("role", "row")
  head.append(
    cell("th", "columnheader", "box", all.label),
    ...data.columns.map(column => headed(column, order => setTriggerValue("sorted", order))),
  )
  const table = frame.querySelector("table")
  table.setAttribute("aria-label", data.label)
  table.style.setProperty("--columns", data.columns.length)
  table.tHead.replaceChildren(head)
  table.tBodies[0].replaceChildren(...data.rows.map(line))
  show()
  if (had?.dataset.id) focusOn(frame, `${had.localName}[data-id="${had.dataset.id}"]`)
}

// The roles are said aloud: as cards, tables lose theirs.
function cell(tag, role, className, ...inside) {
  const made = node(tag, className, "")
  made.setAttribute("role", role)
  made.append(...inside)
  return made
}

function box(name, changed) {
  const label = node("label", "", "")
  const input = document.createElement("input")
  input.type = "checkbox"
  input.setAttribute("aria-label", name)
  input.addEventListener("click", changed)
  label.append(input, node("span", "", name))
  return { label, input }
}

const classes = ({ name, kind }) => `${name} kind-${kind}`

function headed(column, sort) {
  const made = cell("th", "columnheader", classes(column))
  if (!column.order) {
    made.textContent = column.label
    return made
  }
  const button = node("button", "", column.label)
  button.type = "button"
  button.dataset.id = column.name
  button.addEventListener("click", () => sort(column.order))
  if (column.sorted) {
    made.setAttribute("aria-sort", column.sorted)
    const sign = node("span", "icon", column.sorted === "ascending" ? "arrow_upward" : "arrow_downward")
    sign.setAttribute("aria-hidden", "true")
    sign.translate = false
    button.append(sign)
  }
  made.append(button)
  return made
}

function filled(column, row) {
  const { name } = column
  const value = row.cells[name]
  const made = cell("td", "cell", classes(column))
  if (value === null) return made
  if (name === "title") made.append(opening(row.id, row.title ?? [value]), ...quoted(row))
  else if (value.exact) made.append(moment(value))
  else if (value.label) made.append(chip(value))
  else made.append(value)
  if (typeof value === "string") made.title = value
  return made
}

// Every second part is what the search found.
const marked = parts => parts.map((part, n) => (n % 2 ? node("mark", "", part) : part))

function quoted({ quotation, source }) {
  if (!quotation) return []
  const made = node("div", "quotation", source)
  made.append(...marked(quotation))
  return [made]
}

function opening(id, title) {
  const link = node("a", "", "")
  link.append(...marked(title))
  const address = new URL(window.location.href)
  address.searchParams.set("id", id)
  link.href = address.href
  link.dataset.id = id
  return link
}

function moment({ text, exact, at }) {
  const made = node("time", "", text)
  made.dateTime = at
  made.title = exact
  return made
}

export default function (component) {
  const frame = component.parentElement.querySelector(".frame")
  draw(frame, component)
  drawn = frame
  markOpen(component.data.open, false)
  if (component.data.closed) giveFocusBack(frame, component.data.closed)
}
