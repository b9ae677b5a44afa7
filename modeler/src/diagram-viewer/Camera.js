/** The lower edge is kept for the buttons and the mark of bpmn.io. */
const ROOM = { top: 34, side: 24, bottom: 64 };
const SMALLEST = 0.6;
const LARGEST = 1.1;
/** The width of an A4 page on its side within its margins, in CSS pixels. */
const PAPER = 1030;

/** Where one looks: everything, closer, farther, or at one element. */
export class Camera {
  constructor(viewer, texts, smallest = SMALLEST) {
    this.smallest = smallest;
    this.canvas = viewer.get('canvas');
    this.elements = viewer.get('elementRegistry');
    this.selection = viewer.get('selection');
    this.zoomScroll = viewer.get('zoomScroll');
    this.texts = texts;
  }

  /** Gives the diagram as much height as it needs at its width, within what the style sheet allows. */
  takeRoom(node) {
    const { inner, outer } = this.canvas.viewbox();
    const scale = Math.max(SMALLEST, Math.min(LARGEST, outer.width / (inner.width + 2 * ROOM.side)));
    node.style.blockSize = `${Math.ceil((inner.height + ROOM.top + ROOM.bottom) * scale)}px`;
    this.canvas.resized();
  }

  /** Everything, but never so small that nothing can be read: then its beginning. */
  fit() {
    this.canvas.resized();
    const { inner, outer } = this.canvas.viewbox();
    if (!outer.width || !inner.width) {
      return;
    }
    const width = inner.width + 2 * ROOM.side;
    const height = inner.height + ROOM.top + ROOM.bottom;
    const scale = Math.max(this.smallest, Math.min(LARGEST, outer.width / width, outer.height / height));
    const shown = { width: outer.width / scale, height: outer.height / scale };
    const left = shown.width >= width ? inner.x - (shown.width - inner.width) / 2 : inner.x - ROOM.side;
    const top = shown.height >= height ? inner.y - (shown.height - inner.height) / 2 : inner.y - ROOM.top;
    this.canvas.viewbox({ x: left, y: top, ...shown });
  }

  /** Shows everything on paper, however small, in no more height than it needs there; and afterwards as before. */
  fitPaper(node, isPaper) {
    if (isPaper) {
      this.before = { view: this.canvas.viewbox(), height: node.style.blockSize, smallest: this.smallest };
      const { inner } = this.before.view;
      const scale = Math.min(1, PAPER / (inner.width + 2 * ROOM.side));
      node.style.inlineSize = `${PAPER}px`;
      node.style.blockSize = `${Math.ceil((inner.height + ROOM.top + ROOM.side) * scale)}px`;
      this.smallest = 0.1;
      this.fit();
    } else if (this.before) {
      node.style.inlineSize = '';
      node.style.blockSize = this.before.height;
      this.smallest = this.before.smallest;
      this.canvas.resized();
      const { x, y, width, height } = this.before.view;
      this.canvas.viewbox({ x, y, width, height });
    }
  }

  /** Brings an element to the middle and selects it. */
  lookAt(id) {
    const element = this.elements.get(id);
    if (element) {
      const { outer, scale } = this.canvas.viewbox();
      const box = middleOf(element);
      const closer = Math.max(scale, 0.8);
      const shown = { width: outer.width / closer, height: outer.height / closer };
      this.canvas.viewbox({ x: box.x - shown.width / 2, y: box.y - shown.height / 2, ...shown });
      this.selection.select(element);
    }
  }

  /** Buttons at the lower left: the lower right belongs to the mark of bpmn.io. */
  buttons(sprite) {
    const row = document.createElement('div');
    row.className = 'diagram-buttons btn-group';
    row.append(
      button(sprite, 'zoom-in', this.texts.zoomIn, () => this.zoomScroll.stepZoom(1)),
      button(sprite, 'zoom-out', this.texts.zoomOut, () => this.zoomScroll.stepZoom(-1)),
      button(sprite, 'maximize', this.texts.fit, () => this.fit())
    );
    return row;
  }
}

function middleOf(element) {
  if (element.waypoints) {
    const middle = element.waypoints[Math.floor(element.waypoints.length / 2)];
    return { x: middle.x, y: middle.y };
  }
  return { x: element.x + element.width / 2, y: element.y + element.height / 2 };
}

function button(sprite, icon, text, action) {
  const node = document.createElement('button');
  node.type = 'button';
  node.className = 'btn btn-icon';
  node.title = text;
  node.setAttribute('aria-label', text);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${sprite}#${icon}`);
  svg.append(use);
  node.append(svg);
  node.addEventListener('click', action);
  return node;
}
