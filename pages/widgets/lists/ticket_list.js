import { chip, node } from "../chip.js"

function row({ id, title, address, chips, facts }, open) {
  const item = document.createElement("li")
  const link = node("a", "", "")
  link.append(node("span", "", title))
  link.href = address
  if (open) {
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      open(id)
    })
  } else {
    link.target = "_blank" // what is typed on this page stays where it is
    link.rel = "noopener"
  }
  const line = node("div", "facts", "")
  line.append(...chips.map(chip), node("span", "number", facts))
  item.append(link, line)
  return item
}

export default function ({ parentElement, data, setTriggerValue }) {
  const open = data.opens ? id => setTriggerValue("opened", id) : null

  const list = parentElement.querySelector("ul")
  list.setAttribute("aria-label", data.label)
  list.replaceChildren(...data.rows.map(entry => row(entry, open)))
}
