// The language model's answer. The browser asks for it itself, so that no run of the page waits for a model.
//
// Python says when an answer is due for the text (`asks`) and reads it from where the server keeps it; from here it only
// hears that there is nothing more to wait for. One question at a time, about the text as it stands: whatever changes
// the text ends it, and an answer that comes all the same is dropped.

import { tab } from "./draft_tab.js"

let question = null // under way, or about to be: { session, title, description, timer, controller }
let ended = null // the last one that came to an end, well or not
let whenEnded = () => {} // called when a question has ended

const isOfText = asked => asked?.title === tab.draft.title && asked.description === tab.draft.description
export function onEnded(call) {
  whenEnded = call
}

export const isAnswered = () => isOfText(ended) && ended.session === tab.reporter.data.session

export function ask() {
  const wanted = tab.reporter?.data.asks
  if (!wanted || tab.leaving || tab.composing || tab.timer || isAnswered()) return dropQuestion()
  if (isOfText(question)) return
  dropQuestion()
  const { title, description } = tab.draft
  const asked = { session: tab.reporter.data.session, title, description, controller: new AbortController() }
  asked.timer = setTimeout(send, wanted.pause, asked, wanted)
  question = asked
}

export function dropQuestion() {
  clearTimeout(question?.timer)
  question?.controller.abort()
  question = null
}

async function send(asked, { path, timeout }) {
  const limit = setTimeout(() => asked.controller.abort(), timeout)
  // The API wants a description; a title alone is read as one.
  const text = asked.description.trim() ? asked : { title: "", description: asked.title }
  try {
    const answer = await fetch(new URL(path, document.baseURI), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ title: text.title, description: text.description }),
      signal: asked.controller.signal,
    })
    await answer.text()
  } catch {
    // No network, or no answer in time. Python then finds none either, and says so.
  }
  clearTimeout(limit)
  if (question !== asked) return
  question = null
  ended = asked
  if (!tab.leaving) whenEnded()
}

window.addEventListener("pagehide", dropQuestion)
