/** A size as people read it. */
export function readableSize(bytes) {
  if (bytes < 1024) {
    return `${bytes} B`;
  }
  const units = ['KB', 'MB', 'GB'];
  let size = bytes / 1024;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

/** Shows name and size of the chosen file inside its <label class="file-drop">. */
export function showChosenFile(input) {
  const area = input.type === 'file' ? input.closest('.file-drop') : null;
  const name = area?.querySelector('[data-file-name]');
  if (name) {
    const [file] = input.files;
    const tooLarge = Boolean(file && input.dataset.maxSize && file.size > Number(input.dataset.maxSize));
    input.setCustomValidity(tooLarge ? (document.body.dataset.textTooLarge ?? ' ') : '');
    input.reportValidity();
    name.textContent = file ? `${file.name} (${readableSize(file.size)})` : '';
    area.classList.toggle('file-chosen', Boolean(file));
  }
}

/** Lets files be dropped on every <label class="file-drop">, and nowhere else: a missed drop would leave the page. */
export function watchFileDrops(root) {
  for (const type of ['dragover', 'drop']) {
    root.addEventListener(type, event => {
      const area = event.target.closest?.('.file-drop');
      const isFile = [...(event.dataTransfer?.types ?? [])].includes('Files');
      if (isFile) {
        event.preventDefault();
      }
      if (area && isFile && type === 'drop') {
        const input = area.querySelector('input[type=file]');
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
  }
}
