let pressed = null // { row, by } of the last press, until the row is drawn at its new place

export default function ({ parentElement, data, setTriggerValue }) {
  const buttons = [...parentElement.querySelectorAll("button")]
  for (const button of buttons) {
    const by = Number(button.dataset.by)
    const name = `Move ${data.label} ${by < 0 ? "up" : "down"}`
    button.setAttribute("aria-label", name)
    button.title = name
    button.disabled = by < 0 ? data.place === 0 : data.place === data.rows - 1
    button.onclick = () => {
      pressed = { row: data.row, by, place: data.place }
      setTriggerValue("moved", by)
    }
  }
  if (pressed?.row === data.row && pressed.place !== data.place) {
    const same = buttons.find(button => Number(button.dataset.by) === pressed.by)
    const other = buttons.find(button => button !== same)
    pressed = null
    ;(same.disabled ? other : same).focus()
  }
}
