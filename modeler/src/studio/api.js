import { drawing, json } from '../scenarioApi.js';

/** What the editor asks the server; the header proves that a page of ours asks. */
export function studioApi(key) {
  const base = `/scenarios/${encodeURIComponent(key)}`;
  const proof = JSON.parse(document.body.getAttribute('hx-headers') ?? '{}');

  async function send(method, path, body, headers = {}) {
    const answer = await fetch(base + path, {
      method, body, credentials: 'same-origin',
      headers: { ...proof, 'Content-Type': 'application/xml', Accept: 'application/json', ...headers }
    });
    if (answer.redirected && new URL(answer.url).pathname === '/login' || answer.status === 401 || answer.status === 403) {
      throw Object.assign(new Error(''), { signedOut: true });
    }
    if (answer.status === 412) {
      return { ...(await answer.json()), conflict: true };
    }
    if (!answer.ok) {
      const { message } = await answer.json().catch(() => ({}));
      throw Object.assign(new Error(message ?? ''), { refused: answer.status === 422 || answer.status === 413 });
    }
    return answer.json();
  }

  return {
    catalogue: () => json('/scenarios/catalogue.json'),
    choices: () => json('/scenarios/choices.json'),
    open: () => json(`${base}/draft.json`),
    earlier: revision => drawing(`${base}/revisions/${revision}`),
    save: (xml, revision) => send('PUT', '/draft', xml, { 'If-Match': `"${revision}"` }),
    check: xml => send('POST', '/check', xml)
  };
}
