import { isComposing } from '../page/keys.js';

/**
 * The keys of the drawing, beside those of the library (arrows move what is selected, Ctrl+Z, Ctrl+Y, Ctrl+C, Ctrl+V,
 * Ctrl+A, Delete): Tab goes from element to element, and letters open the menus. None of them acts inside a conversion.
 */
export function startKeys({ modeler, menus, history, help, focusSettings }) {
  const keyboard = modeler.get('keyboard');
  const selection = modeler.get('selection');
  const only = () => (selection.get().length === 1 ? selection.get()[0].labelTarget ?? selection.get()[0] : null);

  keyboard.addListener(3000, ({ keyEvent: event }) => {
    if (isComposing(event)) {
      return true;
    }
    const ctrl = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (ctrl && (key === 'z' || key === 'y')) {
      return key === 'y' || event.shiftKey ? history.redo() : history.undo();
    }
    if (ctrl || event.altKey) {
      return undefined;
    }
    if (event.key === 'Tab') {
      return next(event.shiftKey ? -1 : 1);
    }
    if (event.key === 'Escape' && selection.get().length && !modeler.get('dragging').context()) {
      selection.select(null);
      return true;
    }
    const source = only();
    const action = {
      a: () => menus.append(source, null),
      n: () => menus.append(null, null),
      c: () => source && !source.waypoints && menus.connect(source),
      r: () => source && menus.replace(source, null),
      enter: () => source && focusSettings(),
      e: () => source && modeler.get('directEditing').activate(source),
      '?': () => help()
    }[key];
    if (!action) {
      return undefined;
    }
    event.preventDefault();
    action();
    return true;
  });

  // In the order of reading: from left to right. Past the last one, Tab goes on in the page.
  function next(step) {
    const root = modeler.get('canvas').getRootElement();
    const elements = modeler.get('elementRegistry')
      .filter(one => one !== root && one.parent && one.type !== 'label')
      .sort((one, other) => middle(one).x - middle(other).x || middle(one).y - middle(other).y);
    const at = elements.indexOf(only());
    const to = at < 0 ? (step > 0 ? 0 : -1) : at + step;
    const target = elements[to];
    if (!target) {
      selection.select(null);
      return undefined;
    }
    selection.select(target);
    modeler.get('canvas').scrollToElement(target, 60);
    return true;
  }

  // Undo also works while a button of the page has the focus; in fields the browser's own does.
  document.addEventListener('keydown', event => {
    const isField = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    const inDrawing = event.target.closest?.('svg');
    if (isComposing(event) || isField || inDrawing || document.querySelector('dialog[open]')) {
      return;
    }
    if ((event.ctrlKey || event.metaKey) && ['z', 'y'].includes(event.key.toLowerCase())) {
      event.preventDefault();
      if (event.key.toLowerCase() === 'y' || event.shiftKey) {
        history.redo();
      } else {
        history.undo();
      }
    } else if (event.key === '?' && !event.ctrlKey && !event.metaKey) {
      help();
    }
  });
}

function middle(element) {
  if (element.waypoints) {
    const [first] = element.waypoints;
    const last = element.waypoints.at(-1);
    return { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
  }
  return { x: element.x + element.width / 2, y: element.y + element.height / 2 };
}
