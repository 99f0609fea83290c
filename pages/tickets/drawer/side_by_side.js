const wide = matchMedia("(min-width: 1200px)")
let tell = () => {},
  known = null

const report = () => {
  document.cookie = `triage-desk-wide=${wide.matches ? 1 : 0}; path=/; max-age=31536000; samesite=strict`
  if (wide.matches !== known) tell(wide.matches)
}
wide.addEventListener("change", report)

export default function ({ data, setStateValue }) {
  known = data.wide
  tell = matches => setStateValue("wide", matches)
  report()
}
