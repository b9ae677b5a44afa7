/** Lets a finger move the diagram sideways and two fingers zoom it; up and down stays the page's. */
export function letFingersMove(node, canvas) {
  const fingers = new Map();
  node.addEventListener('pointerdown', event => {
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    }
  });
  node.addEventListener('pointermove', event => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = { x: event.clientX, y: event.clientY };
    if (fingers.size === 1) {
      canvas.scroll({ dx: now.x - before.x, dy: now.y - before.y });
    } else {
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      const factor = apart(now, other) / (apart(before, other) || 1);
      canvas.zoom(Math.max(0.2, Math.min(3, canvas.zoom() * factor)));
    }
    fingers.set(event.pointerId, now);
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
    node.addEventListener(end, event => fingers.delete(event.pointerId));
  }
}

function apart(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
