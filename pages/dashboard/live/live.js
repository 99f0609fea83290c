// Asks for the fragment it stands in to be drawn anew when there is news, and says when it last was.

import { RETRY_MS, attempt, listen, onNews, state } from "./live_stream.js"

const QUIET_MS = 1300 // without news for this long: what came before is shown now (the server tells once a second)
const CALM_MS = 5000 // and for this long: the next news are shown at once again
const LONGEST_GAP_MS = 30_000 // between two refreshes, while news keep coming
const OLD_MS = 300_000 // periods and ages move on also without news
const AGAIN_MS = 10_000 // a refresh that was asked for and did not come is asked for again
const LEAVING_MS = 3000
const CLICK_MS = 500 // what a person does goes first
const SWITCH = "triage-desk.live" // "off" in the browser's storage

const mounted = new Map() // the element it is drawn in -> its state
let pressed = false
let silentUntil = 0

const isOff = () => attempt(() => localStorage.getItem(SWITCH)) === "off"
const isLive = () => document.visibilityState === "visible" && !isOff()

// What the stream tells.
function hear(news) {
  if (!news.lost) for (const board of mounted.values()) take(board, news.version)
  showAll()
}

function take(board, version) {
  if (version === board.heard) return
  const now = Date.now()
  board.heard = version
  if (now - board.newsAt > CALM_MS) board.gap = 0
  board.newsAt = now
  board.due = version !== board.version
  plan(board)
}

// At once when it was calm; while news keep coming with growing gaps, or as soon as they have stopped.
function plan(board) {
  clearTimeout(board.timer)
  if (!board.due || !isLive()) return
  const next = Math.min(board.askedAt + Math.max(board.gap, 2 * board.took), board.newsAt + QUIET_MS)
  const at = board.asking ? board.askedAt + AGAIN_MS : next
  board.timer = setTimeout(refresh, Math.max(0, at - Date.now()), board)
}

function refresh(board) {
  if (!board.element.isConnected || !isLive()) return
  const now = Date.now()
  if (pressed || now < silentUntil) {
    board.timer = setTimeout(refresh, 100, board)
    return
  }
  board.askedAt = now
  board.asking = board.due = true
  board.gap = Math.min(Math.max(1000, 2 * board.gap), LONGEST_GAP_MS)
  board.setTriggerValue("changed", true)
  plan(board)
}

// It was drawn, by whatever cause. What came since it was asked for is not in it, unless its version says so.
function drawn(board, data) {
  const now = Date.now()
  if (board.asking) board.took = now - board.askedAt
  Object.assign(board, { drawn: data.drawn, version: data.version, updatedAt: now, asking: false })
  board.moment.textContent = new Date(now).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })
  board.due = board.due && board.newsAt > board.askedAt && board.heard !== board.version
  plan(board)
}

// The words and the switch; on paper the moment stands in their place.
function ago(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000)
  if (seconds < 2) return "just now"
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  return `${Math.floor(seconds / 3600)} h ago`
}

function words(board) {
  const updated = `pdated ${ago(Date.now() - board.updatedAt)}`
  if (isOff()) return `Paused, u${updated}`
  if (state.lost && Date.now() - state.lost > RETRY_MS) return `No connection, u${updated}`
  return `U${updated}`
}

function show(board) {
  if (board.text.textContent !== words(board)) board.text.textContent = words(board)
  board.button.setAttribute("aria-checked", String(!isOff()))
}

function showAll() {
  if (document.visibilityState === "visible") mounted.forEach(show)
}

function turn() {
  attempt(() => (isOff() ? localStorage.removeItem(SWITCH) : localStorage.setItem(SWITCH, "off")))
  look()
}

// Whatever decides whether this tab listens may have changed.
function look() {
  listen(mounted.size > 0 && isLive())
  for (const board of mounted.values()) plan(board)
  tick()
}

function tick() {
  for (const board of mounted.values()) {
    if (isLive() && !state.lost && !board.asking && Date.now() - board.updatedAt > OLD_MS) refresh(board)
  }
  showAll()
}

function beSilent(milliseconds) {
  silentUntil = Math.max(silentUntil, Date.now() + milliseconds)
}

// A report on the way to another page would leave that page blank.
function notice(event) {
  const isLink = event.composedPath().some(node => node.localName === "a" && node.target !== "_blank")
  beSilent(isLink ? LEAVING_MS : CLICK_MS)
}

onNews(hear)
for (const type of ["pointerdown", "click"]) document.addEventListener(type, notice, true)
window.addEventListener("popstate", () => beSilent(LEAVING_MS), true)
// While something is dragged, such as a brush over a chart, nothing is drawn under the cursor.
window.addEventListener(
  "pointerdown",
  () => {
    pressed = true
  },
  true,
)
for (const type of ["pointerup", "pointercancel", "blur"])
  window.addEventListener(
    type,
    () => {
      pressed = false
    },
    true,
  )
document.addEventListener("visibilitychange", look)
window.addEventListener("pagehide", () => listen(false))
window.addEventListener("pageshow", look)
window.addEventListener("storage", look)
setInterval(tick, 1000)

export default function ({ parentElement, data, setTriggerValue }) {
  let board = mounted.get(parentElement)
  if (!board) {
    const [text, moment, button] = ["span", "time", "button"].map(name => parentElement.querySelector(name))
    board = {
      element: parentElement,
      text,
      moment,
      button,
      heard: null,
      newsAt: 0,
      askedAt: 0,
      took: 0,
      gap: 0,
      due: false,
    }
    button.onclick = turn
    mounted.set(parentElement, board)
  }
  board.setTriggerValue = setTriggerValue
  if (board.drawn !== data.drawn) drawn(board, data)
  if (state.version > data.version) take(board, state.version) // heard while the page was on its way
  look()
  return () => {
    clearTimeout(board.timer)
    mounted.delete(parentElement)
    look()
  }
}
