import htmx from 'htmx.org';
import { tidyToasts, toast } from './toasts.js';

/** Settles how htmx asks the server and what a failed request shows. */
export function startRequests() {
  Object.assign(htmx.config, {
    // The content policy forbids eval and inline styles.
    allowEval: false,
    includeIndicatorStyles: false,
    allowScriptTags: false,
    // Pages hold personal data, which must not stay in the browser's storage.
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    responseHandling: [
      { code: '204', swap: false },
      { code: '[23]..', swap: true },
      { code: '422', swap: true },
      { code: '[45]..', swap: true, error: true }
    ]
  });
  document.addEventListener('htmx:beforeSwap', keepPageOnFailure);
  document.addEventListener('htmx:sendError', () => toast(document.body.dataset.textOffline));
  document.addEventListener('htmx:timeout', () => toast(document.body.dataset.textOffline));
  document.addEventListener('htmx:afterRequest', removeEmptyPanel);
  document.addEventListener('htmx:afterSwap', tidyToasts);
}

/** A part of a page is never replaced by a whole error page or by the sign-in page of an ended session. */
function keepPageOnFailure(event) {
  const { xhr } = event.detail;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname === '/login') {
    event.detail.shouldSwap = false;
    window.location.reload();
    return;
  }
  if (xhr.status >= 400 && xhr.status !== 422 && !xhr.getResponseHeader('HX-Retarget')) {
    event.detail.shouldSwap = false;
    toast(document.body.dataset.textFailed);
  }
}

/** A panel of the home page that has nothing to say answers 204 and goes. */
function removeEmptyPanel(event) {
  if (event.detail.xhr?.status === 204) {
    event.detail.elt.closest('[data-panel]')?.remove();
  }
}
