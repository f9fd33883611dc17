// What is wrong with the layout of the player's interface: one line for each problem.
// Texts of the story may be cut; they are marked with their language.
() => {
  const problems = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const name = (element) => `${element.id ? `#${element.id}` : element.className || element.tagName} "${element.textContent.trim().slice(0, 40)}"`;
  const isHiddenText = (element) => element.closest('.sm-hidden, [aria-hidden=true], .leaflet-pane')
    || getComputedStyle(element).clipPath !== 'none';
  const box = (element) => element.getBoundingClientRect();

  // Nothing is wider than the window.
  if (document.documentElement.scrollWidth > innerWidth) problems.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  for (const element of document.querySelectorAll('#sm *')) {
    if (!shown(element) || isHiddenText(element) || element.closest('svg, canvas, .sm-track')) continue;
    const { left, right } = box(element);
    if (right - left > 0 && (left < -1 || right > innerWidth + 1)) problems.push(`outside the window: ${name(element)} ${Math.round(left)}–${Math.round(right)}`);
  }

  // No text of the interface is cut.
  const walker = document.createTreeWalker(document.getElementById('sm'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: holder, data } = walker.currentNode;
    if (!data.trim() || holder.closest('script, noscript, option, [lang], .sm-track, .sm-lane-name') || !shown(holder) || isHiddenText(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const text = range.getBoundingClientRect();
    for (let around = holder; around.id !== 'sm'; around = around.parentElement) {
      const style = getComputedStyle(around);
      const edge = box(around);
      if (style.overflowX !== 'visible' && (text.left < edge.left - 1 || text.right > edge.right + 1)) {
        problems.push(`cut at the side by ${name(around)}: "${data.trim()}"`);
        break;
      }
      const scrolls = style.overflowY === 'auto' || style.overflowY === 'scroll';
      if (scrolls) break;
      if (style.overflowY !== 'visible' && (text.top < edge.top - 2 || text.bottom > edge.bottom + 2)) {
        problems.push(`cut below by ${name(around)}: "${data.trim()}"`);
        break;
      }
    }
  }

  // Controls that are beside each other do not overlap.
  const groups = ['.sm-head', '#sm-tools', '.sm-transport', '.sm-clock', '.sm-drawer-head', '[role=tablist]', '.sm-people-tools', '.sm-pair-who',
    '.sm-met-head', '.sm-card-head', '#sm-share', '.sm-person', '#sm-panels', '.sm-curve-key', '#sm'];
  for (const group of groups) {
    for (const holder of document.querySelectorAll(group)) {
      const inside = [...holder.children].filter((child) => shown(child) && !isHiddenText(child)
        && !child.matches('.folium-map, script, noscript, .sm-drawer, .sm-note, .sm-hint, .sm-tip, .sm-credit, .sm-tiles-note'));
      inside.forEach((one, n) => {
        for (const other of inside.slice(n + 1)) {
          const [a, b] = [box(one), box(other)];
          const [wide, high] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
          if (wide > 1 && high > 1 && group !== '#sm') problems.push(`overlap by ${Math.round(wide)} × ${Math.round(high)}: ${name(one)} and ${name(other)}`);
        }
      });
    }
  }
  return problems;
}
