// Charts keep the width they have on the screen, so the page is scaled until its content is as wide as the paper.
const PAPER = 703 // CSS pixels of A4 within the margins
const LEAST = 0.4 // smaller could not be read
const MOST = 0.68 // of a narrow window: larger, and tables would fall into blocks and cards onto many pages

function fit() {
  const content = document.querySelector("[data-testid=stMainBlockContainer]").firstElementChild
  const scale = Math.min(MOST, Math.max(LEAST, PAPER / content.clientWidth))
  document.documentElement.style.setProperty("--print-zoom", scale)
}

export default function () {
  addEventListener("beforeprint", fit)
  return () => removeEventListener("beforeprint", fit)
}
