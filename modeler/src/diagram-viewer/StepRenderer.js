import BpmnRenderer from 'bpmn-js/lib/draw/BpmnRenderer';
import { getLabel } from 'bpmn-js/lib/util/LabelUtil';
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { append, create } from 'tiny-svg';

const BEFORE_BPMN = 1500;
const ICON = 18;
const WIDE = 140;

/** Draws a marketing step as a card or a ring in the colour of its family; everything else as BPMN does. */
export class StepRenderer extends BpmnRenderer {
  static $inject = ['config.bpmnRenderer', 'eventBus', 'styles', 'pathMap', 'canvas', 'textRenderer', 'stepKinds', 'iconSprite'];

  constructor(config, eventBus, styles, pathMap, canvas, textRenderer, stepKinds, iconSprite) {
    super(config, eventBus, styles, pathMap, canvas, textRenderer, BEFORE_BPMN);
    this.textRenderer = textRenderer;
    this.stepKinds = stepKinds;
    this.iconSprite = iconSprite;
  }

  canRender(element) {
    const drawn = ['bpmn:Task', 'bpmn:CallActivity', 'bpmn:Event'].some(type => is(element, type));
    return drawn && element.type !== 'label' && this.stepKinds.of(element.businessObject) !== undefined;
  }

  drawShape(parent, element) {
    const kind = this.stepKinds.of(element.businessObject);
    const shape = is(element, 'bpmn:Event') ? this.drawRing(parent, element, kind) : this.drawCard(parent, element, kind);
    const title = create('title');
    title.textContent = kind.name;
    append(parent, title);
    return shape;
  }

  drawCard(parent, element, kind) {
    const { width, height } = element;
    const card = create('rect', { width, height, rx: 8, ry: 8, class: `step-card step-${kind.family}` });
    append(parent, card);
    append(parent, create('path', {
      d: `M 0 7 Q .5 0 8 0 H ${width - 8} Q ${width - 0.5} 0 ${width} 7 Z`,
      class: `step-bar step-${kind.family}`
    }));
    const settings = this.stepKinds.card?.(element.businessObject) ?? '';
    if (width >= WIDE) {
      this.drawWide(parent, element, kind, settings);
    } else {
      this.drawNarrow(parent, element, kind, settings);
    }
    return card;
  }

  /** Icon at the left, name and settings beside it. */
  drawWide(parent, element, kind, settings) {
    const { width, height } = element;
    append(parent, create('rect', { x: 10, y: (height - 32) / 2 + 2, width: 32, height: 32, rx: 7, class: `step-icon-ground step-${kind.family}` }));
    this.drawIcon(parent, kind, 17, (height - ICON) / 2 + 2, ICON);
    const room = width - 60;
    const line = settings ? 20 : 0;
    this.drawText(parent, getLabel(element) ?? '', { x: 50, y: 8, width: room, height: height - 12 - line }, 'left-middle');
    if (settings) {
      this.drawText(parent, shortened(settings, room), { x: 50, y: height - 26, width: room + 8, height: 18 }, 'left-middle', 'step-settings');
    }
  }

  /** Icon above the name, as older drawings have room for. */
  drawNarrow(parent, element, kind, settings) {
    const { width, height } = element;
    const iconRoom = height >= 60 ? ICON + 12 : 8;
    if (height >= 60) {
      this.drawIcon(parent, kind, (width - ICON) / 2, 11, ICON);
    }
    const line = settings && height >= 80 ? 14 : 0;
    this.drawText(parent, getLabel(element) ?? '', { x: 0, y: iconRoom, width, height: height - iconRoom - line }, 'center-middle', '', 4);
    if (line) {
      this.drawText(parent, shortened(settings, width - 10), { x: 0, y: height - 19, width, height: 16 }, 'center-middle', 'step-settings');
    }
  }

  drawText(parent, words, { x, y, width, height }, align, className = '', padding = 0) {
    const small = className ? { fontSize: 10.5 } : {};
    const text = this.textRenderer.createText(words, {
      box: { x: 0, y: 0, width, height }, align, padding, style: { fill: 'var(--minori-diagram-text)', ...small }
    });
    text.setAttribute('transform', `translate(${x} ${y})`);
    if (className) {
      text.classList.add(className);
    }
    append(parent, text);
  }

  drawRing(parent, element, kind) {
    const { width, height } = element;
    const centre = { cx: width / 2, cy: height / 2 };
    const radius = Math.min(width, height) / 2;
    const passing = element.businessObject.cancelActivity === false || element.businessObject.isInterrupting === false;
    const ring = create('circle', { ...centre, r: radius, class: `step-ring step-${kind.family} ${passing ? 'step-passing' : ''}` });
    append(parent, ring);
    if (!is(element, 'bpmn:StartEvent')) {
      append(parent, create('circle', { ...centre, r: radius - 3, class: `step-inner-ring step-${kind.family} ${passing ? 'step-passing' : ''}` }));
    }
    this.drawIcon(parent, kind, centre.cx - ICON / 2, centre.cy - ICON / 2, ICON);
    return ring;
  }

  drawIcon(parent, kind, x, y, size) {
    append(parent, create('use', { href: `${this.iconSprite}#${kind.icon}`, x, y, width: size, height: size, class: `step-icon step-${kind.family}` }));
  }
}

/** As much of a line as fits: a Japanese letter is about twice as wide as a Latin one. */
export function shortened(words, room) {
  let used = 0;
  let shown = '';
  for (const letter of words) {
    used += letter.codePointAt(0) > 0x2e7f ? 10.5 : 6;
    if (used > room) {
      return `${shown.slice(0, -1)}…`;
    }
    shown += letter;
  }
  return shown;
}
