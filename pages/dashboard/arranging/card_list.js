import { node } from "../../widgets/chip.js"

// What is chosen stays here until it is applied: a page that is drawn anew meanwhile takes nothing away.

const lists = new WeakMap() // the element it is drawn in -> { given, cards, send }

function button(words, sign, press) {
  const made = node("button", "", sign)
  made.type = "button"
  made.setAttribute("aria-label", words)
  made.title = words
  made.onclick = press
  return made
}

function row(list, card, place) {
  const made = document.createElement("li")
  const box = document.createElement("input")
  box.type = "checkbox"
  box.checked = card.shown
  box.onchange = () => {
    card.shown = box.checked
    list.mark()
  }
  const label = document.createElement("label")
  label.append(box, node("span", "", card.label))
  const moves = [
    ["up", "↑", -1],
    ["down", "↓", 1],
  ].map(([way, sign, by]) => {
    const pressed = button(`Move "${card.label}" ${way}`, sign, () => list.move(card, by, way))
    const atTheEnd = place + by < 0 || place + by >= list.cards.length
    pressed.setAttribute("aria-disabled", String(atTheEnd))
    pressed.className = way
    return pressed
  })
  made.append(label, ...moves)
  return made
}

function draw(list, root) {
  root.querySelector("ol").replaceChildren(...list.cards.map((card, place) => row(list, card, place)))
  list.mark()
}

function made(root) {
  const list = { given: "", cards: [], send: () => {} }
  const chosen = () =>
    list.cards
      .filter(card => card.shown)
      .map(card => card.key)
      .join(",")
  list.mark = () => {
    const isSame = chosen() === list.first || !chosen()
    root.querySelector(".apply").setAttribute("aria-disabled", String(isSame))
  }
  list.move = (card, by, way) => {
    const place = list.cards.indexOf(card)
    if (place + by < 0 || place + by >= list.cards.length) return
    list.cards.splice(place, 1)
    list.cards.splice(place + by, 0, card)
    draw(list, root)
    root.querySelectorAll(`.${way}`)[place + by].focus() // drawn anew, it would have lost it
    root.querySelector(".said").textContent = `${card.label}: ${place + by + 1} of ${list.cards.length}`
  }
  root.querySelector(".apply").onclick = event => {
    if (event.currentTarget.getAttribute("aria-disabled") !== "true") list.send(chosen())
  }
  root.querySelector(".reset").onclick = () => list.send("all")
  list.take = cards => {
    list.cards = cards.map(card => ({ ...card }))
    list.first = chosen()
    draw(list, root)
  }
  return list
}

export default function ({ parentElement, data, setTriggerValue }) {
  const list = lists.get(parentElement) ?? made(parentElement)
  lists.set(parentElement, list)
  list.send = cards => setTriggerValue("chosen", cards)
  const given = JSON.stringify(data.cards)
  if (given === list.given) return
  list.given = given
  list.take(data.cards)
}
