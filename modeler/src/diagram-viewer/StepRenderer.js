import BpmnRenderer from 'bpmn-js/lib/draw/BpmnRenderer';
import { getLabel } from 'bpmn-js/lib/util/LabelUtil';
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { append, create } from 'tiny-svg';

const BEFORE_BPMN = 1500;
const ICON = 18;

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
    const drawn = is(element, 'bpmn:Task') || is(element, 'bpmn:Event');
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
    const iconRoom = height >= 60 ? ICON + 12 : 8;
    if (height >= 60) {
      this.drawIcon(parent, kind, (width - ICON) / 2, 11, ICON);
    }
    append(parent, this.textRenderer.createText(getLabel(element) ?? '', {
      box: { x: 0, y: 0, width, height: height - iconRoom },
      align: 'center-middle',
      padding: 4,
      style: { fill: 'var(--minori-diagram-text)' }
    }));
    parent.lastChild.setAttribute('transform', `translate(0 ${iconRoom})`);
    return card;
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
