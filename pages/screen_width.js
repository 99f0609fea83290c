document.cookie = `triage-desk-wide=${matchMedia("(min-width: 1200px)").matches ? 1 : 0}; path=/; max-age=31536000; samesite=strict`
