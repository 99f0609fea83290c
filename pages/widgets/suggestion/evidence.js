const piece = (text, kind, title) => {
  const node = document.createElement(kind ? "mark" : "span")
  node.textContent = text
  if (kind) node.className = kind
  if (title) node.title = title
  return node
}

export default function ({ parentElement, data }) {
  parentElement.querySelector("h4").replaceChildren(data.label, ...data.legend.map(([text, kind]) => piece(text, kind)))
  parentElement.querySelector("p").replaceChildren(...data.parts.map(part => piece(...part)))
}
