import { shortNumber } from './Marks.js';

const LEVELS = 6;
const WIDTHS = 5;
const AROUND = 16;
const ARROW = 16;
const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** Shows one number of every step as the intensity of a colour and in letters, and how many took each flow as its width. */
export class Heat {
  constructor(viewer, texts, language) {
    this.canvas = viewer.get('canvas');
    this.overlays = viewer.get('overlays');
    this.elements = viewer.get('elementRegistry');
    this.texts = texts;
    this.language = language === 'en' ? 'en' : 'ja';
    this.measure = 'entered';
    this.marked = new Map();
    this.shown = new Map();
    this.legend = document.createElement('div');
    this.legend.className = 'diagram-legend';
    const container = this.canvas.getContainer();
    container.classList.add('diagram-heat');
    // Arrowheads would grow with the lines.
    for (const head of container.querySelectorAll('marker')) {
      head.setAttribute('markerUnits', 'userSpaceOnUse');
      head.setAttribute('markerWidth', ARROW);
      head.setAttribute('markerHeight', ARROW);
    }
  }

  /** Shows another number. */
  choose(measure) {
    this.measure = measure;
    if (this.statistics) {
      this.show(this.statistics);
    }
  }

  /** Called again and again; changes only what differs. */
  show(statistics) {
    this.statistics = statistics;
    const drawn = statistics.elements.filter(({ id }) => this.elements.get(id));
    const values = valuesOf(drawn, this.measure);
    const most = Math.max(0, ...values.values());
    for (const { id } of drawn) {
      const value = values.get(id);
      this.mark(id, value === undefined ? '' : `heat-${levelOf(value, most)}`);
      const text = value === undefined ? '' : this.say(value);
      this.label(id, text, 'diagram-heat-value', `${this.texts.heat[this.measure]}: ${text}`, () => asideOf(this.elements.get(id)));
    }
    this.showFlows(statistics);
    this.showLegend(most);
  }

  showFlows(statistics) {
    const flows = this.elements.filter(element => element.waypoints && element.type === 'bpmn:SequenceFlow');
    const ends = flows.map(flow => ({ id: flow.id, source: flow.source?.id, target: flow.target?.id }));
    const taken = takenOf(ends, statistics);
    const most = Math.max(1, ...taken.values());
    const shares = sharesOf(statistics);
    for (const flow of flows) {
      const count = taken.get(flow.id) ?? 0;
      this.mark(flow.id, count > 0 ? `flow-${Math.max(1, Math.ceil((WIDTHS * count) / most))}` : 'flow-0');
      const share = shares.get(flow.id);
      const text = share === undefined ? '' : `${Math.round(share * 100)}%`;
      this.label(flow.id, text, 'diagram-share', this.texts.taken(count.toLocaleString('en-US')), () => nearTarget(flow));
    }
  }

  showLegend(most) {
    const text = `${this.texts.heat[this.measure]} ${most > 0 ? this.say(most) : ''}`;
    if (this.legend.dataset.text === text) {
      return;
    }
    this.legend.dataset.text = text;
    const title = part('diagram-legend-title', this.texts.heat[this.measure]);
    const scale = part('diagram-legend-scale', '');
    scale.append(part('', this.say(0)));
    for (let level = 0; level <= LEVELS; level++) {
      scale.append(part(`diagram-legend-step legend-${level}`, ''));
    }
    scale.append(part('', most > 0 ? this.say(most) : '–'));
    this.legend.replaceChildren(title, scale, part('text-secondary', this.texts.widths));
  }

  say(value) {
    if (this.measure === 'conversion') {
      return `${Math.round(value * 1000) / 10}%`;
    }
    return this.measure === 'time' ? lengthOf(value, this.language) : shortNumber(value);
  }

  mark(id, name) {
    const before = this.marked.get(id);
    if (before !== name) {
      if (before) {
        this.canvas.removeMarker(id, before);
      }
      if (name) {
        this.canvas.addMarker(id, name);
      }
      this.marked.set(id, name);
    }
  }

  label(id, text, className, title, place) {
    const known = this.shown.get(id);
    if (known) {
      known.textContent = text;
      known.title = title;
      known.hidden = !text;
    } else if (text) {
      const node = part(className, text);
      node.title = title;
      this.overlays.add(id, 'minori-heat', { position: place(), html: node });
      this.shown.set(id, node);
    }
  }
}

/** The number to show of each step that has one. */
export function valuesOf(elements, measure) {
  const values = new Map();
  for (const element of elements) {
    if (measure === 'conversion') {
      if (element.entered > 0) {
        values.set(element.id, Math.min(1, element.converted / element.entered));
      }
    } else if (measure === 'time') {
      if (typeof element.averageSeconds === 'number') {
        values.set(element.id, element.averageSeconds);
      }
    } else {
      values.set(element.id, element[measure] ?? 0);
    }
  }
  return values;
}

/** Nothing is 0, the most is the last level, and what is more than nothing is never 0. */
export function levelOf(value, most) {
  return value > 0 && most > 0 ? Math.min(LEVELS, Math.max(1, Math.ceil((LEVELS * value) / most))) : 0;
}

/** Of those who took one of the flows out of a step, the share that took each; none where nobody did. */
export function sharesOf(statistics) {
  const sums = new Map();
  for (const { source, taken } of statistics.flows) {
    sums.set(source, (sums.get(source) ?? 0) + taken);
  }
  return new Map(drawnOf(statistics).filter(({ source }) => sums.get(source) > 0).map(({ id, source, taken }) => [id, taken / sums.get(source)]));
}

/** The flows that the drawing has; where several versions are counted together, an older one may have led elsewhere. */
function drawnOf({ flows, version }) {
  return flows.filter(flow => flow.version === version);
}

/** How many took each flow: counted where there are several, else all who left its source or came to its target. */
export function takenOf(flows, statistics) {
  const taken = new Map(drawnOf(statistics).map(flow => [flow.id, flow.taken]));
  const byId = new Map(statistics.elements.map(element => [element.id, element]));
  for (const { id, source, target } of flows) {
    if (!taken.has(id)) {
      const alone = flows.filter(other => other.target === target).length === 1;
      taken.set(id, (alone ? byId.get(target)?.entered : byId.get(source)?.left) ?? 0);
    }
  }
  return taken;
}

/** A length of time in its largest unit, with a decimal where that is small. */
export function lengthOf(seconds, language) {
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? UNITS.at(-1);
  const value = seconds / size;
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 && unit !== 'second' ? 1 : 0 })
    .format(value)
    .replace(/\s/gu, '');
}

function asideOf(element) {
  if (element.height > 50) {
    return { top: -12, right: -6 };
  }
  const hasNameAbove = element.label && element.label.y + element.label.height / 2 < element.y;
  return hasNameAbove ? { bottom: 2, right: -6 } : { top: -22, right: -6 };
}

/** The middle of the last piece that the flow's name leaves free; places count from the corner of all bends. */
function nearTarget(flow) {
  const bends = flow.waypoints;
  const middles = bends.slice(1).map((bend, index) => ({ x: (bend.x + bends[index].x) / 2, y: (bend.y + bends[index].y) / 2 }));
  const place = middles.reverse().find(middle => !covers(flow.label, middle)) ?? middles[0];
  return { left: place.x - Math.min(...bends.map(bend => bend.x)), top: place.y - Math.min(...bends.map(bend => bend.y)) };
}

function covers(label, { x, y }) {
  return Boolean(label) && x > label.x - AROUND && x < label.x + label.width + AROUND && y > label.y - AROUND && y < label.y + label.height + AROUND;
}

function part(className, text) {
  const node = document.createElement('span');
  node.className = className;
  node.textContent = text;
  return node;
}
