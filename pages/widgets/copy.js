// Copy a text, also where browsers offer no clipboard because there is no HTTPS; in an open dialog, inside of it.
export async function copy(text, inside = document.body) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement("textarea")
    area.value = text
    area.style.position = "fixed"
    area.style.opacity = "0"
    inside.append(area)
    area.select()
    const copied = document.execCommand("copy")
    area.remove()
    return copied
  }
}
