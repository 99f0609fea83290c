// A ticket that types itself, letter by letter; at once for people who want no motion, and where it was typed before.

const LETTER_MS = 28
const mounted = new WeakMap() // root -> timer

const isCalm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches

function type(root, fields, texts, done) {
  let [field, letter] = [0, 0]
  const timer = setInterval(() => {
    const element = fields[field]
    element.classList.add("typing")
    letter += 1
    element.textContent = texts[field].slice(0, letter)
    if (letter < texts[field].length) return
    element.classList.remove("typing")
    ;[field, letter] = [field + 1, 0]
    if (field < fields.length) return
    clearInterval(timer)
    done()
  }, LETTER_MS)
  mounted.set(root, timer)
}

export default function ({ parentElement: root, data, setTriggerValue }) {
  const fields = [root.querySelector(".title"), root.querySelector(".text")]
  const texts = [data.title, data.description]
  const done = () => data.typed || setTriggerValue("typed", true)
  if (data.typed || isCalm()) {
    clearInterval(mounted.get(root))
    mounted.set(root, 0)
    fields.forEach((field, place) => {
      field.classList.remove("typing")
      field.textContent = texts[place]
    })
    done()
  } else if (!mounted.has(root)) type(root, fields, texts, done)
  return () => {
    clearInterval(mounted.get(root))
    mounted.delete(root)
  }
}
