// What one reviewer has before them: the ticket on the screen, the next one fetched ahead, and answers on their way.
//
// An answer shows the next ticket at once and is sent behind it, one after the other. What cannot be sent is tried again
// until the server has it; the same answer twice is one. On leaving, the tickets go back to everybody.

import { ask, Refused } from "./review_api.js"

const AHEAD = 2 // tickets: the one on the screen and the next
const BESIDES_MAX = 4 // tickets that the server can be told of
const RETRY_MS = 3000
const LOOK_AGAIN_MS = 15000 // for new tickets, when there was none left

const pause = ms =>
  new Promise(resolve => {
    setTimeout(resolve, ms)
  })

function newReviewer() {
  const numbers = crypto.getRandomValues(new Uint32Array(4))
  return `tab-${Array.from(numbers, number => number.toString(16).padStart(8, "0")).join("")}`
}

export class Sitting {
  constructor(path, filter, changed) {
    this.path = path
    this.filter = filter
    this.changed = changed
    this.begin()
  }

  begin() {
    this.reviewer = newReviewer()
    this.queue = []
    this.sent = [] // numbers of the tickets that were answered or skipped
    this.pending = [] // of those on their way
    this.sending = Promise.resolve()
    this.tally = null
    this.notice = ""
    this.trouble = ""
    this.isEmpty = this.isFilling = this.isOver = false
    this.fill()
  }

  get current() {
    return this.queue[0] ?? null
  }

  answer(choice) {
    this.next({ action: "answer", version: this.current.ticket.version, ...choice })
  }

  skip() {
    this.next({ action: "skip" })
  }

  next(message) {
    const { ticket } = this.queue.shift()
    this.notice = ""
    this.pending.push(ticket.id)
    this.changed()
    this.sending = this.sending.then(() => this.send(ticket.id, message))
    this.fill()
  }

  undo() {
    this.sending = this.sending.then(async () => {
      const last = this.sent.pop()
      if (last == null) {
        this.notice = "There is nothing to undo."
      } else {
        await this.post(last, { action: "undo" }, found => {
          // It may be there already, when it was skipped and nothing else was left.
          this.queue = [found, ...this.queue.filter(({ ticket }) => ticket.id !== last)]
          this.notice = `Undone: #${last} is as it was before your answer.`
        })
      }
      this.changed()
    })
  }

  // Gives back what is before the reviewer; answers on their way go on.
  leave() {
    if (this.isOver) return
    this.isOver = true
    clearTimeout(this.timer)
    for (const { ticket } of this.queue) this.giveBack(ticket.id)
    this.queue = []
  }

  giveBack(id) {
    ask(`${this.path}${id}/`, { reviewer: this.reviewer, action: "leave" }).catch(() => {})
  }

  async send(id, message) {
    await this.post(id, message, () => this.sent.push(id))
    this.pending = this.pending.filter(other => other !== id)
    this.changed()
    this.fill()
  }

  // What the server refuses is told; what does not reach it is sent again.
  async post(id, message, done) {
    for (;;) {
      try {
        const found = await ask(`${this.path}${id}/`, { reviewer: this.reviewer, ...message })
        this.tally = found.tally
        this.trouble = ""
        return done(found)
      } catch (error) {
        if (error instanceof Refused) {
          this.notice = error.message
          return
        }
        this.trouble = `The server is not responding. What you answered is kept and sent again until it arrives.`
        this.changed()
        await pause(RETRY_MS)
      }
    }
  }

  async fill() {
    if (this.isFilling || this.isOver) return
    this.isFilling = true
    clearTimeout(this.timer)
    try {
      while (await this.fetchNext());
      this.trouble = ""
      if (this.isEmpty) this.timer = setTimeout(() => this.fill(), LOOK_AGAIN_MS)
    } catch (error) {
      this.trouble = error instanceof Refused ? error.message : "The server is not responding. Trying again."
      this.timer = setTimeout(() => this.fill(), RETRY_MS)
    }
    this.isFilling = false
    this.changed()
  }

  // Whether there is to be another one.
  async fetchNext() {
    const besides = [...this.queue.map(({ ticket }) => ticket.id), ...this.pending]
    if (this.isOver || this.queue.length >= AHEAD || besides.length > BESIDES_MAX) return false
    const given = [...this.filter, ["reviewer", this.reviewer], ...besides.map(id => ["besides", id])]
    const found = await ask(`${this.path}next/?${new URLSearchParams(given)}`)
    this.tally = found.tally
    this.isEmpty = !found.ticket
    if (this.isEmpty) return false
    const { id } = found.ticket
    if (this.isOver) this.giveBack(id)
    if (this.isOver || besides.includes(id)) return false // one that was skipped and is on its way
    this.queue.push(found)
    this.changed()
    return true
  }
}
