import { copy } from "./copy.js"

const SHOWN_MS = 2500 // how long the outcome stands in the place of the label

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button")
  const word = button.querySelector(".word")
  const said = parentElement.querySelector(".said") // for those who cannot see the label change
  button.onclick = async () => {
    const address = new URL(window.location.href)
    if (data.query !== null) address.search = data.query
    for (const name of data.without) address.searchParams.delete(name)
    const copied = await copy(address.href)
    button.focus()
    word.textContent = said.textContent = copied ? "Link copied" : "Copy it from the address bar"
    setTimeout(() => {
      word.textContent = "Copy link"
      said.textContent = ""
    }, SHOWN_MS)
  }
}
