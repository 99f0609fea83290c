// Says so when the page cannot open its connection to the server: without it Streamlit leaves the page blank for long.
// And when a connection that stood was ended because the session is over: Streamlit would try again for ever.
const PATIENCE = 6000 // milliseconds that the connection may take before a word is said
const PAUSE = 3000 // milliseconds between two looks at a page that was connected
const PROXY =
  "This page loaded, but its live connection (a WebSocket) does not open. " +
  "A proxy between this browser and the server has to pass WebSocket upgrades on for /_stcore/stream. " +
  "Triage Desk keeps trying."
const AWAY =
  "The server is not responding. It may be restarting, or the network is interrupted. Triage Desk keeps trying."
const CANNOT = "Triage Desk cannot connect"
const OVER = "You are signed out"
const SIGN_IN = "Your session has ended. What you see was read before; nothing can be saved now."

const isConnected = () => document.querySelector('[data-test-connection-state="CONNECTED"]') !== null

const reason = async () => {
  try {
    const answer = await fetch("./connection_check", { method: "POST" })
    if (answer.status === 401) return { title: OVER, text: SIGN_IN, isOver: true }
    const text = answer.status === 403 ? `${await answer.text()} Triage Desk keeps trying.` : PROXY
    return { title: CANNOT, text, isOver: false }
  } catch {
    return { title: CANNOT, text: AWAY, isOver: false }
  }
}

const show = ({ title, text, isOver }) => {
  const notice = document.createElement("div")
  notice.setAttribute("role", "alert")
  notice.id = "connection-notice"
  notice.dataset.reactAriaTopLayer = "true" // else an open dialog makes it inert, as everything beside itself
  const heading = document.createElement("strong")
  heading.textContent = title
  const words = document.createElement("p")
  words.textContent = text
  Object.assign(words.style, { margin: "0.25rem 0 0" })
  notice.append(heading, words)
  if (isOver) {
    const again = document.createElement("a")
    again.textContent = "Sign in again"
    again.href = window.location.pathname + window.location.search
    again.style.color = "inherit"
    notice.append(again)
  }
  Object.assign(notice.style, {
    position: "fixed",
    zIndex: "2147483647",
    top: "1rem",
    left: "50%",
    transform: "translateX(-50%)",
    boxSizing: "border-box",
    width: "min(40rem, calc(100% - 2rem))",
    padding: "0.75rem 1rem",
    border: "1px solid #b57a08",
    borderRadius: "6px",
    background: "#fbf0cf",
    color: "#4a3200",
    font: "15px/1.5 system-ui, sans-serif",
  })
  document.body.append(notice)
  return notice
}

let notice = null
let stood = false // whether the connection was open once: what happens to it then is for Streamlit to say
const look = async () => {
  if (isConnected()) {
    notice?.remove()
    notice = null
    stood = true
  } else if (notice === null && (stood || performance.now() > PATIENCE)) {
    // Counted from when the page was asked for.
    const found = await reason()
    if (!isConnected() && (found.isOver || !stood)) notice = show(found)
  }
  setTimeout(look, stood ? PAUSE : 500)
}

look()
