/** Tells the server the time zone of this browser, so that pages show local times. */
export function rememberZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.split('; ').includes(`minori_zone=${encodeURIComponent(zone)}`)) {
    document.cookie = `minori_zone=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax`;
  }
}
