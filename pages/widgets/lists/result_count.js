export default function ({ parentElement, data }) {
  parentElement.querySelector("strong").textContent = data.number
  parentElement.querySelector(".noun").textContent = data.noun
  const said = parentElement.querySelector(".said") // a new text is announced, the same one is not
  if (said.textContent !== data.sentence) said.textContent = data.sentence
}
