export default function ({ parentElement, data, setTriggerValue }) {
  const heading = parentElement.querySelector("h2")
  heading.textContent = data.title
  heading.title = data.editable ? "Click to edit" : ""
  heading.onclick = () => {
    if (data.editable && !getSelection().toString()) setTriggerValue("edit", true) // else it was marked to be copied
  }
}
