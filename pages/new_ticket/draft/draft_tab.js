// The state of this tab, which the modules of the draft share.

import { TAB_KEY, attempt, emptyDraft, read, uuid } from "./draft_store.js"

function ownDraft() {
  const key = attempt(() => sessionStorage.getItem(TAB_KEY))
  return (key && read(key)) || emptyDraft(uuid())
}

export const tab = {
  draft: ownDraft(),
  adopted: null, // key of a draft taken over from a closed tab, until something is typed into it
  composing: false, // an input method is at work
  leaving: false, // a link was pressed
  timer: 0, // of the next report
  reporter: null, // the mounted instance that talks to Python: { data, set, sent, mounted }
}
