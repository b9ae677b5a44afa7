/** Puts counts, the travelled way and problems onto the diagram, beside labels and never over them. */
export class Marks {
  constructor(viewer, texts) {
    this.canvas = viewer.get('canvas');
    this.overlays = viewer.get('overlays');
    this.elements = viewer.get('elementRegistry');
    this.texts = texts;
    this.badges = new Map();
    this.marked = [];
  }

  /** Shows how many entered, wait and have problems; called again and again, it changes only what differs. */
  showCounts(counts) {
    for (const { id, entered, waiting, incidents } of counts) {
      if (this.elements.get(id)) {
        const badge = this.badgeOf(id);
        badge.entered.show(entered);
        badge.waiting.show(waiting);
        badge.incidents.show(incidents);
      }
    }
  }

  badgeOf(id) {
    if (!this.badges.has(id)) {
      const row = document.createElement('div');
      row.className = 'diagram-badges';
      const badge = {
        entered: new Badge(row, 'badge-entered', this.texts.entered),
        waiting: new Badge(row, 'badge-waiting', this.texts.waiting),
        incidents: new Badge(row, 'badge-incidents', this.texts.incidents)
      };
      this.overlays.add(id, 'minori-counts', { position: this.placeAside(id, { right: -8 }), html: row });
      this.badges.set(id, badge);
    }
    return this.badges.get(id);
  }

  /** On the upper edge of a card, above a ring, and below a ring whose name stands above it. */
  placeAside(id, side) {
    const element = this.elements.get(id);
    if (element.height > 50) {
      return { top: -11, ...side };
    }
    const hasNameAbove = element.label && element.label.y + element.label.height / 2 < element.y;
    return hasNameAbove ? { bottom: 1, ...side } : { top: -21, ...side };
  }

  /** Shows the way of one run: what it met in which order, which flows it took, where it is and whether it is held there. */
  showTravel(visits, flows, current, held) {
    this.unmark('travelled', 'untouched', 'current', 'held');
    this.overlays.remove({ type: 'minori-visits' });
    const here = new Set(current);
    for (const element of this.elements.filter(element => element.parent && element.type !== 'label')) {
      const isTravelled = visits.has(element.id) || flows.has(element.id) || here.has(element.id);
      this.mark(element.id, isTravelled ? 'travelled' : 'untouched');
      if (here.has(element.id)) {
        this.mark(element.id, 'current');
        if (held) {
          this.mark(element.id, 'held');
          this.overlays.add(element.id, 'minori-visits', { position: { top: element.height / 2 - 11, left: element.width + 4 }, html: this.heldSign() });
        }
      }
      if (visits.has(element.id) && !element.waypoints) {
        const order = document.createElement('div');
        order.className = here.has(element.id) ? 'diagram-order diagram-order-current' : 'diagram-order';
        order.textContent = shortOrder(visits.get(element.id));
        order.title = here.has(element.id) ? this.texts.here : this.texts.visits;
        this.overlays.add(element.id, 'minori-visits', { position: this.placeAside(element.id, { left: -8 }), html: order });
      }
    }
  }

  heldSign() {
    const sign = document.createElement('div');
    sign.className = 'diagram-held';
    sign.textContent = this.texts.held;
    return sign;
  }

  /** Marks the elements of problems; the words stand in the list beside the diagram. */
  showProblems(problems) {
    this.unmark('problem-error', 'problem-warning');
    this.overlays.remove({ type: 'minori-problem' });
    for (const [id, severity, message] of worstByElement(problems)) {
      const element = this.elements.get(id);
      if (element) {
        this.mark(id, `problem-${severity}`);
        const sign = document.createElement('div');
        sign.className = `diagram-sign diagram-sign-${severity}`;
        sign.textContent = '!';
        sign.title = message;
        this.overlays.add(id, 'minori-problem', { position: element.waypoints ? onFlow(element) : { top: -11, right: 11 }, html: sign });
      }
    }
  }

  /** Marks what differs from another drawing; the words stand in the list beside the diagram. */
  showChanges(changes) {
    for (const { id, kind } of changes) {
      if (this.elements.get(id)) {
        this.mark(id, `change-${kind}`);
      }
    }
  }

  mark(id, name) {
    this.canvas.addMarker(id, name);
    this.marked.push([id, name]);
  }

  unmark(...names) {
    for (const [id, name] of this.marked) {
      if (names.includes(name) && this.elements.get(id)) {
        this.canvas.removeMarker(id, name);
      }
    }
    this.marked = this.marked.filter(([, name]) => !names.includes(name));
  }
}

/** The middle bend of a flow; places count from the corner of all its bends. */
function onFlow(flow) {
  const bends = flow.waypoints;
  const middle = bends[Math.floor(bends.length / 2)];
  const before = bends[Math.floor(bends.length / 2) - 1];
  const left = Math.min(...bends.map(bend => bend.x));
  const top = Math.min(...bends.map(bend => bend.y));
  return { left: (middle.x + before.x) / 2 - left - 11, top: (middle.y + before.y) / 2 - top - 11 };
}

class Badge {
  constructor(row, className, title) {
    this.node = document.createElement('span');
    this.node.className = `diagram-badge ${className}`;
    this.node.title = title;
    this.node.hidden = true;
    row.append(this.node);
  }

  show(count) {
    const text = shortNumber(count ?? 0);
    if (this.node.textContent !== text) {
      this.node.textContent = text;
      this.node.hidden = !count;
    }
  }
}

/** A number that fits a badge: 1,234 up to five digits, then 123k and 1.2M. */
export function shortNumber(count) {
  if (count < 100_000) {
    return count.toLocaleString('en-US');
  }
  return count < 1_000_000 ? `${Math.floor(count / 1000)}k` : `${(Math.floor(count / 100_000) / 10).toFixed(1)}M`;
}

/** The numbers of an element's visits, as many as fit. */
export function shortOrder(visits) {
  return visits.length <= 3 ? visits.join(', ') : `${visits.slice(0, 2).join(', ')}, … ${visits.at(-1)}`;
}

/** One entry per element: the worst severity and all its messages. */
export function worstByElement(problems) {
  const worst = new Map();
  for (const { element, severity, message } of problems) {
    if (element) {
      const known = worst.get(element);
      const isError = severity === 'error' || known?.[1] === 'error';
      worst.set(element, [element, isError ? 'error' : 'warning', known ? `${known[2]}\n${message}` : String(message ?? '')]);
    }
  }
  return [...worst.values()];
}
