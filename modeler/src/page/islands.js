/** The parts of pages that need much code of their own: loaded only where a page holds one. */
const ISLANDS = {
  diagram: () => import('../diagram-viewer/index.js'),
  'segment-builder': () => import('../segment-builder/index.js')
};

/** Starts every island of the page, also those that arrive later. */
export function startIslands(root) {
  mount(root);
  root.addEventListener('htmx:load', event => mount(event.target));
}

function mount(root) {
  const holders = [...(root.matches?.('[data-island]') ? [root] : []), ...root.querySelectorAll('[data-island]')];
  for (const holder of holders) {
    const load = ISLANDS[holder.dataset.island];
    if (load && !holder.dataset.islandStarted) {
      holder.dataset.islandStarted = 'true';
      load().then(island => island.mount(holder));
    }
  }
}
