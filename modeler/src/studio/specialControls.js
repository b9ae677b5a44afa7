import { button, element } from './dom.js';
import { input, select } from '../segment-builder/elements.js';

const DAYS = ['1', '2', '3', '4', '5', '6', '0'];

/** Other scenarios to tick, or all of them. */
export function scenarios(field, { catalogue, settings, set, texts }) {
  const value = settings[field.name] ?? '';
  const isAll = value.trim() === 'all';
  const chosen = new Set(isAll ? [] : value.split(',').map(key => key.trim()).filter(Boolean));
  const all = select([{ value: 'all', label: texts.allScenarios }, { value: 'some', label: texts.someScenarios }],
    isAll ? 'all' : 'some', field.label, () => set({ [field.name]: all.value === 'all' ? 'all' : '' }, true));
  all.className = 'form-select';
  all.dataset.key = field.name;
  const known = catalogue.list('scenario')?.items ?? [];
  const items = [...known, ...[...chosen].filter(key => known.every(item => item.value !== key)).map(key => ({ value: key, label: key }))];
  const ticks = items.map(item => {
    const box = element('input', { type: 'checkbox', className: 'form-check-input', checked: chosen.has(item.value) });
    box.dataset.key = `${field.name}-${item.value}`;
    box.addEventListener('change', () => {
      chosen[box.checked ? 'add' : 'delete'](item.value);
      set({ [field.name]: [...chosen].join(',') });
    });
    return element('label', { className: 'form-check mb-0' }, [box, element('span', { className: 'form-check-label', textContent: item.label })]);
  });
  const none = element('p', { className: 'text-secondary small mb-0', textContent: texts.noScenarios });
  return element('div', { className: 'vstack gap-2' }, isAll ? [all] : [all, ...(ticks.length ? ticks : [none])]);
}

/** A schedule as people say it: every day, on a day of the week or of the month, at a time. Kept as five words. */
export function schedule(field, { settings, set, texts }) {
  const plan = readSchedule(settings[field.name]);
  const write = again => set({ [field.name]: writeSchedule(plan) }, again);
  const every = select(['day', 'week', 'month'].map(value => ({ value, label: texts.every[value] })), plan.every, field.label, () => {
    Object.assign(plan, { every: every.value, day: every.value === 'week' ? '1' : '1' });
    write(true);
  });
  const days = plan.every === 'week'
    ? DAYS.map(value => ({ value, label: texts.weekdays[Number(value)] }))
    : Array.from({ length: 28 }, (none, index) => ({ value: String(index + 1), label: texts.dayOfMonth(index + 1) }));
  const day = select(days, plan.day, texts.scheduleDay, () => { plan.day = day.value; write(); });
  day.hidden = plan.every === 'day';
  const time = input('time', plan.time, texts.scheduleTime, () => {
    if (time.value) {
      plan.time = time.value;
      write();
    }
  });
  every.className = day.className = 'form-select';
  time.className = 'form-control';
  every.dataset.key = field.name;
  day.dataset.key = `${field.name}-day`;
  time.dataset.key = `${field.name}-time`;
  const node = element('div', { className: 'vstack gap-2' }, [every, day, time]);
  if (!settings[field.name]) {
    const begin = button(texts.setSchedule, 'btn', () => write(true));
    begin.dataset.key = field.name;
    return begin;
  }
  return node;
}

/** Minute, hour, day of month, month, day of week; what says more than that is shown as every day. */
export function readSchedule(text) {
  const [minute, hour, date, month, weekday] = (text ?? '').trim().split(/\s+/);
  const number = (word, most) => (/^\d{1,2}$/.test(word ?? '') && Number(word) <= most ? Number(word) : null);
  const time = `${String(number(hour, 23) ?? 9).padStart(2, '0')}:${String(number(minute, 59) ?? 0).padStart(2, '0')}`;
  if (month === '*' && date === '*' && number(weekday, 7) !== null) {
    return { every: 'week', day: String(Number(weekday) % 7), time };
  }
  if (month === '*' && weekday === '*' && number(date, 28)) {
    return { every: 'month', day: String(Number(date)), time };
  }
  return { every: 'day', day: '1', time };
}

export function writeSchedule({ every, day, time }) {
  const [hour, minute] = time.split(':').map(Number);
  return `${minute} ${hour} ${every === 'month' ? day : '*'} * ${every === 'week' ? day : '*'}`;
}
