import { node } from "../../widgets/chip.js"
import { ticketLink } from "../ticket_link.js"

// A table of numbers, each of which leads to its tickets. The roles are said aloud: as blocks, tables lose theirs.

function cell(tag, role, text) {
  const made = node(tag, "", text)
  made.setAttribute("role", role)
  return made
}

function filled({ text, address, title }, name, open) {
  const made = cell("td", "cell", address ? "" : text)
  made.dataset.name = name
  if (title) made.title = title
  if (address) made.append(ticketLink(text, address, open))
  return made
}

function line({ name, cells }, columns, open) {
  const made = cell("tr", "row", "")
  const head = cell("th", "rowheader", name)
  head.scope = "row"
  made.append(head, ...cells.map((one, place) => filled(one, columns[place + 1], open)))
  return made
}

export default function ({ parentElement, data, setTriggerValue }) {
  const table = parentElement.querySelector("table")
  table.setAttribute("role", "table")
  table.setAttribute("aria-label", data.label)
  const head = cell("tr", "row", "")
  head.append(...data.columns.map(name => cell("th", "columnheader", name)))
  const parts = [document.createElement("thead"), document.createElement("tbody")]
  for (const part of parts) part.setAttribute("role", "rowgroup")
  parts[0].append(head)
  parts[1].append(...data.rows.map(row => line(row, data.columns, address => setTriggerValue("opened", address))))
  table.replaceChildren(...parts)
}
