// Says so when the page cannot open its connection to the server: without it Streamlit leaves the page blank for long.
const PATIENCE = 6000 // milliseconds that the connection may take before a word is said
const PROXY =
  "This page loaded, but its live connection (a WebSocket) does not open. " +
  "A proxy between this browser and the server has to pass WebSocket upgrades on for /_stcore/stream."
const AWAY = "The server is not responding. It may be restarting, or the network is interrupted."

const isConnected = () => document.querySelector('[data-test-connection-state="CONNECTED"]') !== null

const reason = async () => {
  try {
    const answer = await fetch("./connection_check", { method: "POST" })
    return answer.status === 403 ? await answer.text() : PROXY
  } catch {
    return AWAY
  }
}

const show = text => {
  const notice = document.createElement("div")
  notice.setAttribute("role", "alert")
  notice.id = "connection-notice"
  const heading = document.createElement("strong")
  heading.textContent = "Triage Desk cannot connect"
  const words = document.createElement("p")
  words.textContent = `${text} Triage Desk keeps trying.`
  Object.assign(words.style, { margin: "0.25rem 0 0" })
  notice.append(heading, words)
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
const look = async () => {
  if (isConnected()) {
    notice?.remove()
    return // what happens to a connection that stood is for Streamlit to say
  }
  // Counted from when the page was asked for.
  if (notice === null && performance.now() > PATIENCE) {
    const text = await reason()
    if (!isConnected()) notice = show(text)
  }
  setTimeout(look, 500)
}

look()
