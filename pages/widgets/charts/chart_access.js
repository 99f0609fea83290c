// Marks that can be clicked are buttons to the keyboard too: one tab stop a chart, arrows go from mark to mark. The marks
// of notes are reached likewise, and show their tooltip while they have the focus.

const CHART = "[data-testid=stVegaLiteChart]"
const NOTES = ".notes_marks > path"
const MARKS = `.pickable_marks > :is(path, line), ${NOTES}`
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const AGAIN_MS = 100
const ASIDE = 4 // how much farther a mark is that lies beside the way

let planned = false
let last = null // the mark that has the focus, and where to look for it when the chart is drawn anew

const marksOf = chart => [...chart.querySelectorAll(MARKS)]
const nameOf = mark => (mark.getAttribute("aria-label") ?? "").split(": ")[0]
const cardOf = chart =>
  chart.closest("[class*=st-key-chart_]")?.className.match(/st-key-chart_([a-z_]+?)(_\d+)*(\s|$)/)?.[1]

function center(mark) {
  const { x, y, width, height } = mark.getBoundingClientRect()
  return [x + width / 2, y + height / 2]
}

// The next mark in a direction; where none lies there, the one after or before it.
function neighbour(mark, marks, [right, down]) {
  const [x, y] = center(mark)
  const from = mark.getBoundingClientRect()
  let best = null
  let least = Infinity
  for (const other of marks) {
    const [to, below] = center(other)
    const along = (to - x) * right + (below - y) * down
    const box = other.getBoundingClientRect()
    const aside = right
      ? Math.max(0, box.top - from.bottom, from.top - box.bottom)
      : Math.max(0, box.left - from.right, from.left - box.right)
    const distance = along + ASIDE * aside
    if (along > 1 && distance < least) [best, least] = [other, distance]
  }
  return best ?? marks[marks.indexOf(mark) + right + down]
}

function focus(mark, marks) {
  for (const other of marks) other.setAttribute("tabindex", other === mark ? "0" : "-1")
  mark.focus()
}

// Vega knows its marks as graphics, and draws those of a brush without a name.
function prepare(chart) {
  for (const brush of chart.querySelectorAll(".brush_brush, .brush_brush_bg"))
    brush.setAttribute("aria-label", "Chosen days")
  const marks = marksOf(chart)
  if (!marks.length) return
  chart.setAttribute("role", "group")
  for (const mark of marks) {
    const role = mark.matches(NOTES) ? "img" : "button"
    if (mark.getAttribute("role") === role) continue
    mark.setAttribute("role", role)
    mark.removeAttribute("aria-roledescription")
    mark.setAttribute("tabindex", "-1")
  }
  if (!marks.some(mark => mark.getAttribute("tabindex") === "0")) marks[0].setAttribute("tabindex", "0")
  if (last && !last.mark.isConnected && document.activeElement === document.body && cardOf(chart) === last.card) {
    const again = marks.find(mark => nameOf(mark) === last.name)
    if (again) focus(again, marks)
    if (again && document.activeElement !== again) setTimeout(plan, AGAIN_MS) // not to be seen yet
  }
}

function look() {
  planned = false
  document.querySelectorAll(CHART).forEach(prepare)
}

function plan() {
  if (planned) return
  planned = true
  requestAnimationFrame(look)
}

function press(event) {
  const mark = event.target.closest?.(MARKS)
  const chart = mark?.closest(CHART)
  if (!chart || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === "Enter" || event.key === " ") {
    if (mark.matches(NOTES)) return
    const [clientX, clientY] = center(mark)
    mark.dispatchEvent(new MouseEvent("click", { bubbles: true, view: window, clientX, clientY }))
  } else if (DIRECTIONS[event.key]) {
    const marks = marksOf(chart)
    const next = neighbour(mark, marks, DIRECTIONS[event.key])
    if (next) focus(next, marks)
  } else return
  event.preventDefault()
}

// As a pointer over it does, or one that has gone.
function hover(mark, type) {
  const [clientX, clientY] = center(mark)
  mark.dispatchEvent(new PointerEvent(type, { bubbles: true, view: window, clientX, clientY }))
}

function remember({ target }) {
  const mark = target.closest?.(MARKS)
  if (mark?.matches(NOTES)) hover(mark, "pointermove")
  last = mark ? { mark, name: nameOf(mark), card: cardOf(mark.closest(CHART)) } : null
}

document.addEventListener("keydown", press)
document.addEventListener("focusin", remember)
document.addEventListener("focusout", ({ target }) => {
  const mark = target.closest?.(NOTES)
  if (mark) hover(mark, "pointerout")
})
document.addEventListener("pointerdown", () => {
  last = null
})
new MutationObserver(plan).observe(document.body, { childList: true, subtree: true })

export default function () {
  plan()
}
