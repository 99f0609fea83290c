// Charts keep on paper what was drawn on the screen. So the page is scaled until its content is as wide as the paper, the
// charts until they are as wide as their cards (print_styles.css), and what was drawn on a dark page gets the colours of
// the light mode: a browser asks for them too late.
const PAPER = 703 // CSS pixels of A4 within the margins
const LEAST = 0.5 // smaller could not be read
const MOST = 0.62 // of a narrow window: larger, and tables would fall into blocks and cards onto many pages
const NARROW = 640 // pixels of a window with one card beside another on paper alone
const CHARTS = "[data-testid=stVegaLiteChart] svg"
const RGB = /^rgb\(\d+, \d+, (\d+)\)$/ // of a heatmap, somewhere on its ramp, which ever more blue

let colours = {},
  ramps = { dark: [], light: [] }

const blue = hex => parseInt(hex.slice(5), 16)

function onPaper(colour) {
  const [least, most] = [ramps.dark[0], ramps.dark.at(-1)].map(blue)
  const place = RGB.test(colour ?? "") ? (RGB.exec(colour)[1] - least) / (most - least) : NaN
  return colours[colour] ?? ramps.light[Math.round(place * (ramps.light.length - 1))]
}

function recolour(mark, name) {
  const colour = onPaper(mark.getAttribute(name))
  if (colour) mark.style[name] = colour
}

function prepare() {
  const root = document.documentElement
  const content = document.querySelector("[data-testid=stMainBlockContainer]").firstElementChild
  root.style.setProperty("--print-zoom", Math.min(MOST, Math.max(LEAST, PAPER / content.clientWidth)))
  root.toggleAttribute("data-print-narrow", innerWidth <= NARROW)
  const dark = getComputedStyle(document.querySelector("[data-testid=stApp]")).colorScheme === "dark"
  root.toggleAttribute("data-print-dark", dark)
  if (!dark) return
  for (const mark of document.querySelectorAll(`${CHARTS} [fill], ${CHARTS} [stroke]`))
    for (const name of ["fill", "stroke"]) recolour(mark, name)
}

function restore() {
  for (const mark of document.querySelectorAll(`${CHARTS} [style]`))
    for (const name of ["fill", "stroke"]) mark.style[name] = ""
}

export default function ({ data }) {
  ;({ colours, ramps } = data)
  addEventListener("beforeprint", prepare)
  addEventListener("afterprint", restore)
  return () => {
    removeEventListener("beforeprint", prepare)
    removeEventListener("afterprint", restore)
  }
}
