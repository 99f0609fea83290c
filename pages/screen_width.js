for (const [name, query] of [
  ["wide", "(min-width: 1200px)"],
  ["narrow", "(max-width: 640px)"],
])
  document.cookie = `triage-desk-${name}=${matchMedia(query).matches ? 1 : 0}; path=/; max-age=31536000; samesite=strict`
