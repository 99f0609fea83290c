// News of the desk: one stream of server-sent events for all tabs of this browser, open while one of them is looked at.
//
// A browser has six connections to a host, and a stream keeps one. So the tabs that are looked at ask for a lock; the
// one that gets it listens, and tells the others. Where there are no locks (plain HTTP, other than on this machine)
// each visible tab has a stream of its own.

const PATH = "api/events/" // relative to the page, which may stand below a base path
const NAME = "triage-desk.live"
export const RETRY_MS = 3000

let listening = false // whether this tab wants news
let source = null // the stream, in the tab that has it
let release = null // gives the lock back
let waiting = null // ends the wait for the lock
let retry = 0
let listener = () => {}
export let state = { version: null, lost: 0 } // the version last heard, and since when there is no connection

const channel = attempt(() => new BroadcastChannel(NAME))

export function attempt(work) {
  try {
    return work()
  } catch {
    return null
  }
}

if (channel) {
  channel.onmessage = ({ data: message }) => {
    if (message === "which") {
      if (source && state.version) channel.postMessage(state)
    } else if (listening && !source) tell(message)
  }
}

// The one who listens is told of every state.
export function onNews(call) {
  listener = call
}

// Begin or end to listen.
export function listen(wanted) {
  if (wanted === listening) return
  listening = wanted
  if (wanted) begin()
  else end()
}

function begin() {
  if (!navigator.locks || !channel) return open()
  waiting = new AbortController()
  const held = () =>
    listening &&
    new Promise(resolve => {
      release = resolve
      open()
    })
  navigator.locks.request(NAME, { signal: waiting.signal }, held).catch(() => {}) // the wait was ended
  channel.postMessage("which")
}

function end() {
  waiting?.abort()
  close()
  release?.()
  waiting = release = null
  state = { version: null, lost: 0 }
}

function open() {
  source = new EventSource(new URL(PATH, document.baseURI))
  source.addEventListener("change", event => say({ version: Number(event.lastEventId), lost: 0 }))
  source.onerror = () => {
    if (!state.lost) say({ ...state, lost: Date.now() })
    if (source.readyState !== EventSource.CLOSED) return // it tries again by itself
    close()
    retry = setTimeout(open, RETRY_MS)
  }
}

function close() {
  clearTimeout(retry)
  source?.close()
  source = null
}

function say(news) {
  channel?.postMessage(news)
  tell(news)
}

function tell(news) {
  state = news
  listener(news)
}
