// Writes into the address what the server found the page to show, without a step in the browser's history.

export default function ({ data }) {
  const here = new URL(window.location.href)
  if (!data.query || here.searchParams.has("cards") || !/\/dashboard\/?$/.test(here.pathname)) return
  const query = new URLSearchParams(data.query)
  for (const name of ["embed", "embed_options"])
    for (const value of here.searchParams.getAll(name)) query.append(name, value)
  here.search = query.toString()
  history.replaceState(history.state, "", here)
}
