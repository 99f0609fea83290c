// The numbers of a chart as a table in a dialog: a row chooses what its mark chooses, and lists its tickets.
import { copy } from "../../widgets/copy.js"

const COPIED_MS = 2500
const shown = value => (typeof value === "number" ? value.toLocaleString("en-GB") : (value ?? ""))

function cell(kind, ...content) {
  const made = document.createElement(kind)
  made.append(...content)
  return made
}

const isNumber = value => typeof value === "number" || /^[\d.,]+%$/.test(value)

function pickOf(table, row) {
  return Object.fromEntries(table.fields.map((field, place) => [field, table.picks[row][place]]))
}

// Whether the filter is just what a row stands for.
function isChosen(table, pick) {
  return Object.entries(pick).every(([field, value]) => (table.chosen[field] ?? []).join() === String(value ?? ""))
}

function address(table, pick) {
  const params = new URLSearchParams()
  for (const [name, values] of Object.entries(table.tickets))
    if (!(name in pick)) for (const value of values) params.append(name, value)
  for (const [name, value] of Object.entries(pick)) if (value !== null) params.append(name, value)
  return `tickets?${params}`
}

function chooser(table, pick, words, choose) {
  const button = cell("button", words)
  button.type = "button"
  button.setAttribute("aria-pressed", String(isChosen(table, pick)))
  button.onclick = () => choose(pick)
  return button
}

function bodyRow(table, values, row, choose) {
  const pick = pickOf(table, row)
  const cells = values.map((value, column) => {
    if (column === 0 && table.fields.length) return cell("th", chooser(table, pick, shown(value), choose))
    if (column !== table.listed || !value) return cell(column ? "td" : "th", shown(value))
    const link = cell("a", shown(value))
    link.href = address(table, pick)
    return cell("td", link)
  })
  cells[0].scope = "row"
  for (const [column, made] of cells.entries()) if (isNumber(values[column])) made.className = "number"
  return cell("tr", ...cells)
}

function fill(element, table, choose) {
  const heads = table.columns.map((name, column) => {
    const head = cell("th", name)
    head.scope = "col"
    if (isNumber(table.rows[0]?.[column])) head.className = "number"
    return head
  })
  const rows = table.rows.map((values, row) => bodyRow(table, values, row, choose))
  element.replaceChildren(cell("thead", cell("tr", ...heads)), cell("tbody", ...rows))
}

// A spreadsheet must not calculate what somebody typed: as services/transfer/formulas.py has it.
function pasted(value) {
  if (typeof value === "number") return String(value)
  const text = String(value ?? "").replaceAll(/[\t\r\n]+/g, " ")
  return /^'*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text
}

function asText({ columns, rows }) {
  return [columns, ...rows].map(row => row.map(pasted).join("\t")).join("\n")
}

// Only what has changed is drawn anew, and the focus stays where it was.
export function showTable(dialog, data, choose) {
  const element = dialog.querySelector("table")
  const text = JSON.stringify(data.table)
  dialog.querySelector("h2").textContent = data.title
  dialog.querySelector("p").textContent = data.caption ?? ""
  if (element.shown === text) return
  element.shown = text
  const parts = () => [...element.querySelectorAll("a, button")]
  const place = parts().indexOf(dialog.getRootNode().activeElement)
  fill(element, data.table, pick => {
    dialog.close()
    choose(pick)
  })
  if (place >= 0) parts()[place]?.focus()
}

export function mountTable(button, dialog, draw, current) {
  button.onclick = () => {
    draw()
    dialog.showModal()
  }
  dialog.querySelector(".close").onclick = () => dialog.close()
  dialog.onclick = event => {
    if (event.target === dialog) dialog.close() // beside it
  }
  const said = dialog.querySelector(".said")
  dialog.querySelector(".copy").onclick = async event => {
    const copied = await copy(asText(current().table), dialog)
    event.target.textContent = said.textContent = copied ? "Copied" : "Select the table to copy it"
    setTimeout(() => {
      event.target.textContent = "Copy"
      said.textContent = ""
    }, COPIED_MS)
  }
}
