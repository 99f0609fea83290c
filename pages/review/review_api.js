// One call to the API, which stands beside the page.

const TIMEOUT_MS = 20000

// The server answered, and will not do it: no use in asking again.
export class Refused extends Error {}

const sentence = said => said.detail ?? Object.values(said).flat().join(" ")

export async function ask(path, message) {
  const options = message && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(message),
    keepalive: true, // an answer outlives its page
  }
  const answer = await fetch(new URL(path, document.baseURI), { ...options, signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (answer.ok) return answer.json()
  if (answer.status >= 500) throw new Error(String(answer.status))
  throw new Refused(sentence(await answer.json()))
}
