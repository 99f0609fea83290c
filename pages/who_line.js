// A form, so that no link of another site signs anybody out; signing in leads back to this very view.
export default function ({ parentElement, data }) {
  const out = parentElement.querySelector("form")
  const into = parentElement.querySelector("a")
  out.hidden = !data.signed_in
  into.hidden = data.signed_in
  into.onclick = () => {
    const here = window.location.pathname + window.location.search
    into.href = `./sign-in?to=${encodeURIComponent(here)}`
  }
}
