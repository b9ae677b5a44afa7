/** The only place where the diagram asks the server. */
async function get(url, accept) {
  const response = await fetch(url, { headers: { Accept: accept }, credentials: 'same-origin' });
  if (!response.ok || new URL(response.url, window.location.href).pathname === '/login') {
    throw new Error(`${url} answered ${response.status}`);
  }
  return response;
}

export async function drawing(url) {
  return (await get(url, 'application/xml, text/xml, */*')).text();
}

export async function json(url) {
  return (await get(url, 'application/json')).json();
}
