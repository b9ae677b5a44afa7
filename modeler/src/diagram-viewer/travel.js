/**
 * How often and in which order a run met each element, from its log in the order of time.
 *
 * @returns Map from element to the numbers of its visits, such as [2, 5]
 */
export function visitsOf(path) {
  const visits = new Map();
  path.forEach(({ element }, index) => visits.set(element, [...(visits.get(element) ?? []), index + 1]));
  return visits;
}

/** The flows that were taken: those the server knows of, and those between two steps that follow each other by themselves. */
export function travelledFlows(route, flows) {
  const pairs = new Set();
  route.path.forEach((step, index) => {
    if (index > 0 && !step.brought) {
      pairs.add(`${route.path[index - 1].element}\n${step.element}`);
    }
  });
  const followed = flows.filter(flow => pairs.has(`${flow.source}\n${flow.target}`)).map(flow => flow.id);
  return new Set([...(route.flows ?? []), ...followed]);
}
