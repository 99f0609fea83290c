export default function ({ parentElement, data }) {
  parentElement.querySelector("h4").textContent = data.label
  parentElement.querySelector("p").replaceChildren(
    ...data.parts.map(([text, marked]) => {
      const node = document.createElement(marked ? "mark" : "span")
      node.textContent = text
      return node
    }),
  )
}
