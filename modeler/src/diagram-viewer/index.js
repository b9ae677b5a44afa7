import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import './diagram.css';
import { drawing, json } from '../scenarioApi.js';
import { Camera } from './Camera.js';
import { Heat } from './Heat.js';
import { Marks } from './Marks.js';
import { StepList } from './StepList.js';
import { StepRenderer } from './StepRenderer.js';
import { elementsOf, StepKinds, stepsInOrder } from './steps.js';
import { travelledFlows, visitsOf } from './travel.js';
import { textsOf } from './texts.js';
import { letFingersMove } from './touch.js';

const EVERY = 3000;
/** Where two drawings stand side by side, all of both says more than the beginning of each. */
const SMALLEST_WHOLE = 0.3;
const FONT = '"Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", system-ui, sans-serif';

/**
 * The diagram of a scenario: <div data-island="diagram" data-xml-url="…" data-catalogue-url="…"> with, as wanted,
 * data-counts-url (polled) or data-counts-of (what has the counts as data-counts, as it changes), data-path-url (one run's way; polled too), data-problems (JSON list) or data-problems-url,
 * data-heat-url (polled: what each step did, as colours and widths; a field of the page with data-heat-measure says which number),
 * data-changes (JSON list, against another drawing), data-whole (all of it, however small), data-aside (another drawing of the page is the main one), data-selected (an element to
 * begin with). Any button of the page with data-diagram-element="id" brings that element to the middle, and the diagram
 * announces the element that is clicked as an event "diagram:select".
 */
export async function mount(holder) {
  const texts = textsOf(document.documentElement.lang);
  try {
    await new Diagram(holder, texts).show();
  } catch (problem) {
    console.error(problem);
    say(holder, texts.unreadable);
  }
}

class Diagram {
  constructor(holder, texts) {
    this.holder = holder;
    this.texts = texts;
    this.sprite = document.body.dataset.icons;
  }

  async show() {
    const { xmlUrl, catalogueUrl } = this.holder.dataset;
    const [xml, catalogue] = await Promise.all([drawing(xmlUrl), catalogueUrl ? json(catalogueUrl) : { steps: [] }]);
    this.kinds = new StepKinds(catalogue.steps, document.documentElement.lang);
    this.canvas = document.createElement('div');
    this.canvas.className = 'diagram-canvas';
    this.canvas.setAttribute('role', 'group');
    this.canvas.setAttribute('aria-label', this.texts.diagram);
    this.holder.replaceChildren(this.canvas);
    this.viewer = this.makeViewer();
    const hasPicture = await this.draw(xml);
    this.model = elementsOf(this.viewer.getDefinitions());
    this.list = new StepList(stepsInOrder(this.model.filter(known)), this.kinds, this.texts, id => this.lookAt(id));
    // Beside a heat map the page has a table of its own.
    if (!this.holder.dataset.heatUrl) {
      this.holder.append(this.list.node);
    }
    if (hasPicture) {
      this.prepare();
    } else {
      this.list.node.open = true;
      this.canvas.remove();
      say(this.holder, this.texts.noPicture);
    }
    await this.refreshOrSay();
    this.keepFresh();
  }

  makeViewer() {
    const colours = {
      defaultFillColor: 'var(--minori-diagram-fill)',
      defaultStrokeColor: 'var(--minori-diagram-line)',
      defaultLabelColor: 'var(--minori-diagram-text)'
    };
    return new NavigatedViewer({
      container: this.canvas,
      bpmnRenderer: colours,
      textRenderer: { defaultStyle: { fontFamily: FONT, fontSize: 12 }, externalStyle: { fontSize: 11 } },
      zoomScroll: { enabled: false },
      overlays: { defaults: { show: { minZoom: 0 }, scale: { min: 0.8, max: 1.25 } } },
      additionalModules: [
        {
          __init__: ['stepRenderer'],
          stepRenderer: ['type', StepRenderer],
          stepKinds: ['value', this.kinds],
          iconSprite: ['value', this.sprite]
        }
      ]
    });
  }

  /** Whether there is a picture to show; a drawing may hold only the steps. */
  async draw(xml) {
    try {
      const { warnings } = await this.viewer.importXML(xml);
      if (warnings.length > 0) {
        say(this.holder, this.texts.incomplete);
      }
      return true;
    } catch (problem) {
      if (this.viewer.getDefinitions() && elementsOf(this.viewer.getDefinitions()).length > 0) {
        return false;
      }
      throw problem;
    }
  }

  prepare() {
    this.marks = new Marks(this.viewer, this.texts);
    this.camera = new Camera(this.viewer, this.texts, 'whole' in this.holder.dataset ? SMALLEST_WHOLE : undefined);
    this.canvas.append(this.camera.buttons(this.sprite));
    this.camera.takeRoom(this.canvas);
    this.camera.fit();
    if (this.holder.dataset.heatUrl) {
      this.prepareHeat();
    }
    // On paper everything is to be seen at once, as wide as the style sheet for printing makes it.
    const paper = window.matchMedia('print');
    paper.addEventListener('change', () => this.camera.fitPaper(this.canvas, paper.matches));
    letFingersMove(this.canvas, this.viewer.get('canvas'));
    // The wheel moves the page until somebody has taken hold of the diagram.
    const zoomScroll = this.viewer.get('zoomScroll');
    this.canvas.addEventListener('focusin', () => zoomScroll.toggle(true));
    this.canvas.addEventListener('focusout', () => zoomScroll.toggle(false));
    this.viewer.on('element.click', ({ element }) => this.announce(element));
    document.addEventListener('click', event => {
      const button = event.target.closest?.('[data-diagram-element]');
      if (button && this.holder.isConnected) {
        this.bring(button.dataset.diagramElement, event);
      }
    });
    if (this.holder.dataset.selected) {
      this.lookAt(this.holder.dataset.selected);
    }
  }

  prepareHeat() {
    this.heat = new Heat(this.viewer, this.texts, document.documentElement.lang);
    this.holder.append(this.heat.legend);
    document.addEventListener('change', event => {
      if (this.holder.isConnected && event.target.matches?.('[data-heat-measure]')) {
        this.heat.choose(event.target.value);
      }
    });
    this.heat.choose(document.querySelector('[data-heat-measure]:checked')?.value ?? 'entered');
  }

  /** A drawing beside the main one brings only what no other has brought. */
  bring(id, event) {
    if (!this.viewer.get('elementRegistry').get(id)) {
      return;
    }
    if ('aside' in this.holder.dataset) {
      setTimeout(() => event.defaultPrevented || this.lookAt(id));
    } else {
      event.preventDefault();
      this.lookAt(id);
    }
  }

  lookAt(id) {
    this.camera?.lookAt(id);
    if (this.canvas.isConnected) {
      this.canvas.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    }
  }

  announce(element) {
    const id = element.labelTarget?.id ?? element.id;
    this.holder.dispatchEvent(new CustomEvent('diagram:select', { bubbles: true, detail: { id } }));
  }

  async refresh() {
    const { countsUrl, countsOf, heatUrl, pathUrl, problemsUrl, problems, changes } = this.holder.dataset;
    if (changes && !this.changesShown) {
      this.changesShown = true;
      this.marks?.showChanges(JSON.parse(changes));
    }
    if (countsUrl) {
      this.showCounts((await json(countsUrl)).elements ?? []);
    }
    if (countsOf) {
      this.showForetold(document.querySelector(countsOf)?.dataset.counts);
    }
    if (heatUrl && this.heat) {
      this.heat.show(await json(heatUrl));
    }
    if (pathUrl) {
      this.showTravel(await json(pathUrl));
    }
    if (problems && !this.problemsShown) {
      this.problemsShown = true;
      this.marks?.showProblems(JSON.parse(problems));
    } else if (problemsUrl) {
      this.marks?.showProblems((await json(problemsUrl)).problems ?? []);
    }
  }

  /** Steps that nobody would come to any more lose their number. */
  showForetold(text) {
    const counts = JSON.parse(text || '[]');
    const gone = (this.foretold ?? []).filter(id => !counts.some(count => count.id === id));
    this.foretold = counts.map(count => count.id);
    this.showCounts([...counts, ...gone.map(id => ({ id, waiting: 0 }))]);
  }

  showCounts(counts) {
    this.marks?.showCounts(counts);
    const column = name => new Map(counts.map(count => [count.id, (count[name] ?? 0).toLocaleString('en-US')]));
    this.list.show({ entered: column('entered'), waiting: column('waiting'), incidents: column('incidents') });
  }

  showTravel(route) {
    const path = route.path ?? [];
    const visits = visitsOf(path);
    const flows = travelledFlows({ ...route, path }, this.model.filter(element => element.kind === 'flow'));
    this.marks?.showTravel(visits, flows, route.current ?? [], Boolean(route.held));
    this.list.show({ visits: new Map([...visits].map(([id, order]) => [id, order.join(', ')])) });
  }

  /** Asks again while somebody looks; a missed answer is said and made up for by the next. */
  keepFresh() {
    const { countsUrl, countsOf, heatUrl, pathUrl } = this.holder.dataset;
    if (countsOf) {
      document.addEventListener('htmx:afterSettle', () => this.holder.isConnected && this.refreshOrSay());
    }
    if (!countsUrl && !heatUrl && !pathUrl) {
      return;
    }
    const timer = setInterval(async () => {
      if (!this.holder.isConnected) {
        clearInterval(timer);
        this.viewer.destroy();
      } else if (!document.hidden && !this.asking) {
        this.asking = true;
        await this.refreshOrSay();
        this.asking = false;
      }
    }, EVERY);
  }

  async refreshOrSay() {
    try {
      await this.refresh();
      this.stale?.remove();
    } catch {
      if (!this.stale?.isConnected) {
        this.stale = say(this.holder, this.texts.stale);
      }
    }
  }
}

function known(element) {
  return element.kind !== 'node' || Boolean(element.id);
}

function say(holder, text) {
  const note = document.createElement('p');
  note.className = 'diagram-note text-secondary';
  note.setAttribute('role', 'status');
  note.textContent = text;
  holder.append(note);
  return note;
}
