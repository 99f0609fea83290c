export default function ({ data }) {
  document.cookie = `${data.cookie}=${encodeURIComponent(data.name)}; path=/; max-age=31536000; samesite=strict`
}
