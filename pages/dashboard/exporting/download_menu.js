import { mountTable, showTable } from "./numbers_table.js"

// A card's charts as an image, and its data as a file: drawn from what is on the screen, so nothing leaves the machine.

const MARGIN = 16 // pixels
const TITLE = { size: 16, weight: 600, opacity: 1 }
const CAPTION = { size: 12, weight: 400, opacity: 0.7 }
const SHARPNESS = 2 // pixels of a PNG per pixel of the screen
const SVG = "http://www.w3.org/2000/svg"

const looks = new Map() // font family -> its @font-face, for images that are looked at elsewhere

function chartsOf(card) {
  return [...document.querySelectorAll(`.st-key-${CSS.escape(card)} [data-testid=stVegaLiteChart] svg.marks`)]
}

function element(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

// Words in lines of at most this width.
function lines(words, { size, weight }, family, width) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = `${weight} ${size}px ${family}`
  const found = []
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = found.length ? `${found.at(-1)} ${word}` : word
    if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer
    else found.push(word)
  }
  return found
}

// Title, charts and caption, one below another, in the colours of the screen.
async function image(host, { card, title, caption }) {
  const style = getComputedStyle(host)
  const [family, ink, ground] = ["font", "text-color", "background-color"].map(name =>
    style.getPropertyValue(`--st-${name}`),
  )
  const charts = chartsOf(card).map(chart => ({ chart, box: chart.viewBox.baseVal }))
  const width = Math.max(240, ...charts.map(({ box }) => box.width))
  const parts = []
  let height = MARGIN
  const write = (words, look) => {
    for (const line of lines(words, look, family, width)) {
      height += look.size * 1.4
      const { size, weight, opacity } = look
      parts.push(
        element(
          "text",
          {
            x: MARGIN,
            y: height - size * 0.3,
            fill: ink,
            "fill-opacity": opacity,
            "font-family": family,
            "font-size": size,
            "font-weight": weight,
          },
          line,
        ),
      )
    }
  }
  write(title, TITLE)
  for (const { chart, box } of charts) {
    const copy = chart.cloneNode(true)
    copy.removeAttribute("style")
    copy.setAttribute("x", MARGIN)
    copy.setAttribute("y", height + MARGIN / 2)
    height += box.height + MARGIN / 2
    parts.push(copy)
  }
  height += MARGIN / 4
  write(caption, CAPTION)
  const size = { width: width + 2 * MARGIN, height: Math.ceil(height + MARGIN) }
  const face = element("style", {}, await fontFace(family))
  const sheet = element("rect", { ...size, fill: ground })
  return {
    ...size,
    drawn: element("svg", { xmlns: SVG, ...size, viewBox: `0 0 ${size.width} ${size.height}` }, face, sheet, ...parts),
  }
}

function fontFace(families) {
  const family = families.split(",")[0].replaceAll(/["']/g, "").trim()
  if (!looks.has(family))
    looks.set(
      family,
      readFontFace(family).catch(() => ""),
    )
  return looks.get(family)
}

async function readFontFace(family) {
  const rules = [...document.styleSheets].flatMap(sheet => {
    try {
      return [...sheet.cssRules]
    } catch {
      return []
    }
  })
  const rule = rules.find(
    ({ style, type }) =>
      type === CSSRule.FONT_FACE_RULE &&
      style.fontFamily.replaceAll(/["']/g, "") === family &&
      style.fontStyle !== "italic",
  )
  const address = rule?.style.src.match(/url\("?([^")]+)/)?.[1]
  if (!address) return ""
  const answer = await fetch(new URL(address, rule.parentStyleSheet.href ?? document.baseURI))
  if (!answer.ok) return ""
  const reader = new FileReader()
  const read = new Promise(resolve => {
    reader.onload = resolve
  })
  reader.readAsDataURL(await answer.blob())
  await read
  return `@font-face { font-family: "${family}"; font-weight: 100 900; src: url(${reader.result}) }`
}

const FILES = {
  async svg(host, data) {
    const { drawn } = await image(host, data)
    return new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" })
  },
  async png(host, data) {
    const { drawn, width, height } = await image(host, data)
    const picture = new Image()
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawn))}`
    await picture.decode()
    const canvas = Object.assign(document.createElement("canvas"), {
      width: width * SHARPNESS,
      height: height * SHARPNESS,
    })
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
    return new Promise(resolve => {
      canvas.toBlob(resolve, "image/png")
    })
  },
  async csv(host, data) {
    return new Blob([data.csv], { type: "text/csv;charset=utf-8" })
  },
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

// The menu, opened below its button by the browser; arrows go through it.
function place(button, menu) {
  const { right, bottom } = button.getBoundingClientRect()
  menu.style.top = `${Math.min(bottom + 4, innerHeight - menu.offsetHeight - 8)}px`
  menu.style.left = `${Math.max(8, right - menu.offsetWidth)}px`
}

function mount(host, button, menu, current) {
  const items = [...menu.querySelectorAll("button")]
  button.onclick = () => menu.togglePopover()
  button.onkeydown = event => {
    if (event.key !== "ArrowDown") return
    event.preventDefault()
    menu.showPopover()
  }
  const close = () => menu.hidePopover()
  menu.ontoggle = ({ newState }) => {
    const open = newState === "open"
    button.setAttribute("aria-expanded", String(open))
    if (open) {
      place(button, menu)
      items[0].focus()
      addEventListener("scroll", close, { capture: true, once: true })
    } else removeEventListener("scroll", close, { capture: true })
  }
  menu.onkeydown = event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === "Tab") close()
    if (!step) return
    event.preventDefault()
    const at = items.indexOf(menu.getRootNode().activeElement)
    items[(at + step + items.length) % items.length].focus()
  }
  for (const item of items) {
    item.onclick = async () => {
      close()
      const { kind } = item.dataset
      save(await FILES[kind](host, current()), `${current().name}.${kind}`)
    }
  }
}

const mounted = new WeakMap() // the element it is drawn in -> what Python last gave it

export default function ({ parentElement, data, setTriggerValue }) {
  const parts = ["button.table", "button.menu", "[popover]", "dialog"]
  const [table, button, menu, dialog] = parts.map(found => parentElement.querySelector(found))
  const draw = () => showTable(dialog, mounted.get(parentElement), pick => setTriggerValue("chosen", pick))
  if (!mounted.has(parentElement)) {
    const current = () => mounted.get(parentElement)
    mount(parentElement.host ?? parentElement, button, menu, current)
    mountTable(table, dialog, draw, current)
  }
  mounted.set(parentElement, data)
  button.hidden = Boolean(data.alone)
  button.setAttribute("aria-label", `Download: ${data.title}`)
  if (data.alone) table.querySelector("span").textContent = data.title
  else table.setAttribute("aria-label", `Table: ${data.title}`)
  table.title = data.alone ? "" : "Table"
  if (dialog.open) draw()
}
