import { node } from "../../widgets/chip.js"
import { ticketLink } from "../ticket_link.js"

// Topics with their numbers and examples. The roles are said aloud: as blocks, tables lose theirs.
const SVG = "http://www.w3.org/2000/svg"
const WIDTH = 124
const HEIGHT = 28

function part(tag, role, className, name) {
  const made = node(tag, className, "")
  made.setAttribute("role", role)
  if (name) made.dataset.name = name
  return made
}

function bars(course, said) {
  const drawn = document.createElementNS(SVG, "svg")
  drawn.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`)
  drawn.setAttribute("role", "img")
  drawn.setAttribute("aria-label", said)
  const most = Math.max(1, ...course)
  const step = WIDTH / course.length
  course.forEach((number, place) => {
    const bar = document.createElementNS(SVG, "rect")
    const height = number ? Math.max(1.5, (number / most) * HEIGHT) : 0
    bar.setAttribute("x", place * step)
    bar.setAttribute("y", HEIGHT - height)
    bar.setAttribute("width", Math.max(1, Math.min(step - 1, 12)))
    bar.setAttribute("height", height)
    drawn.append(bar)
  })
  return drawn
}

function line(topic, columns, open) {
  const row = part("tr", "row", "")
  const head = part("th", "rowheader", "")
  head.scope = "row"
  head.append(topic.address ? ticketLink(topic.name, topic.address, open) : node("span", "", topic.name))
  if (topic.words) head.append(node("span", "words", topic.words))
  const count = part("td", "cell", "number", columns[1])
  count.append(node("span", "", topic.count))
  const change = part("td", "cell", "number", columns[2])
  change.append(node("span", topic.moved ? "moved" : "", topic.change))
  change.title = topic.change_said
  const course = part("td", "cell", "course", columns[3])
  course.append(bars(topic.course, topic.course_said))
  const examples = part("td", "cell", "examples", columns[4])
  examples.append(...topic.examples.map(one => ticketLink(one.title, one.address, open)))
  row.append(head, count, change, course, examples)
  return row
}

export default function ({ parentElement, data, setTriggerValue }) {
  const open = address => setTriggerValue("opened", address)
  const table = parentElement.querySelector("table")
  table.setAttribute("role", "table")
  table.setAttribute("aria-label", data.label)
  const head = part("tr", "row", "")
  data.columns.forEach((name, place) => {
    const column = part("th", "columnheader", place === 1 || place === 2 ? "number" : "")
    column.textContent = name
    head.append(column)
  })
  const groups = [document.createElement("thead"), document.createElement("tbody")]
  for (const group of groups) group.setAttribute("role", "rowgroup")
  groups[0].append(head)
  groups[1].append(...data.rows.map(topic => line(topic, data.columns, open)))
  table.replaceChildren(...groups)
}
