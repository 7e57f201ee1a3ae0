// What a reader could not read on a page: texts over one another, cut off, beyond its edges, or too small.
(paged) => {
  const SLACK = 1.5; // px: rounding, and the room that fonts keep around their letters
  const SMALLEST = 6.5; // px: 5 points on paper
  const problems = [];
  const shown = text => '"' + text.trim().replace(/\s+/g, ' ').slice(0, 60) + '"';
  const corners = box => [[box.left, box.top], [box.right, box.top], [box.right, box.bottom], [box.left, box.bottom]];

  // Letters fill about seven tenths of the height of their line box; the rest keeps lines apart.
  const letters = box => ({ left: box.left, right: box.right, top: box.top + 0.15 * box.height, bottom: box.bottom - 0.15 * box.height });

  const turned = text => {
    const { x, y, width, height } = text.getBBox();
    const box = letters({ left: x, right: x + width, top: y, bottom: y + height, height });
    const place = text.getScreenCTM();
    return corners(box).map(([x, y]) => [place.a * x + place.c * y + place.e, place.b * x + place.d * y + place.f]);
  };

  const edges = quad => ({
    left: Math.min(...quad.map(p => p[0])), right: Math.max(...quad.map(p => p[0])),
    top: Math.min(...quad.map(p => p[1])), bottom: Math.max(...quad.map(p => p[1])),
  });

  const clipping = element => {
    const found = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const svg = at.tagName.toLowerCase() === 'svg';
      if (svg || style.overflowX !== 'visible') {
        found.push({ box: at.getBoundingClientRect(), scrolls: !svg && ['auto', 'scroll'].includes(style.overflowX), at });
      }
    }
    return found;
  };

  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('title, desc, style')) {
      continue;
    }
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      if (paged && parent.closest('details')) {
        problems.push(`${shown(node.data)} is folded`);
      }
      continue;
    }
    const clips = clipping(parent);
    const svg = parent.closest('svg text');
    const place = svg ? svg.getScreenCTM() : { a: 1, b: 0 };
    const size = parseFloat(getComputedStyle(parent).fontSize) * Math.hypot(place.a, place.b);
    if (size < SMALLEST) {
      problems.push(`${shown(node.data)} is ${size.toFixed(1)} px high`);
    }
    let quads;
    if (svg) {
      quads = [turned(svg)];
    } else {
      const range = document.createRange();
      range.selectNodeContents(node);
      quads = [...range.getClientRects()].filter(box => box.width > 0.5).map(box => corners(letters(box)));
      if (!quads.length) {
        problems.push(`${shown(node.data)} takes no room`);
      }
    }
    for (const quad of quads) {
      const box = edges(quad);
      const cut = clips.filter(clip => (paged || !clip.scrolls) &&
        (box.left < clip.box.left - SLACK || box.right > clip.box.right + SLACK || box.top < clip.box.top - SLACK || box.bottom > clip.box.bottom + SLACK));
      if (cut.length) {
        problems.push(`${shown(node.data)} is cut off by its ${cut[0].at.tagName.toLowerCase()}`);
      }
      const scrolled = clips.some(clip => clip.scrolls);
      if (box.left < -SLACK || (!scrolled || paged) && box.right > innerWidth + SLACK) {
        problems.push(`${shown(node.data)} lies beyond the edge of the page`);
      }
      const away = clips.some(clip => box.left > clip.box.right || box.right < clip.box.left || box.top > clip.box.bottom || box.bottom < clip.box.top);
      if (!away) {
        texts.push({ node, quad, box, text: node.data, whole: svg || node });
      }
    }
  }

  // Two convex shapes overlap by the least depth over the normals of their sides.
  const depth = (one, other) => {
    let least = Infinity;
    for (const quad of [one, other]) {
      for (let i = 0; i < 2; i++) {
        const [x, y] = [quad[i + 1][0] - quad[i][0], quad[i + 1][1] - quad[i][1]];
        const length = Math.hypot(x, y) || 1;
        const along = q => q.map(p => (p[0] * -y + p[1] * x) / length);
        const [a, b] = [along(one), along(other)];
        least = Math.min(least, Math.max(...a) - Math.min(...b), Math.max(...b) - Math.min(...a));
      }
    }
    return least;
  };
  texts.sort((a, b) => a.box.top - b.box.top);
  for (let i = 0; i < texts.length; i++) {
    for (let j = i + 1; j < texts.length && texts[j].box.top < texts[i].box.bottom; j++) {
      const [one, other] = [texts[i], texts[j]];
      if (one.whole !== other.whole && depth(one.quad, other.quad) > SLACK) {
        problems.push(`${shown(one.text)} overlaps ${shown(other.text)}`);
      }
    }
  }

  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll('*')].find(each => each.getBoundingClientRect().right > innerWidth + 1 && !clipping(each.parentElement).some(clip => clip.scrolls));
    problems.push(`the page is ${root.scrollWidth} px wide in a window of ${innerWidth} px${wide ? ': <' + wide.tagName.toLowerCase() + ' class="' + wide.className + '">' : ''}`);
  }
  for (const each of document.querySelectorAll('main *')) {
    if (paged && !each.closest('svg *') && each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + SLACK) {
      problems.push(`<${each.tagName.toLowerCase()} class="${each.className}"> lies beyond the edge of the paper`);
    }
    if (paged && each.matches('figure, svg, img, tr, pre') && each.getBoundingClientRect().height > paged) {
      problems.push(`<${each.tagName.toLowerCase()}> is higher than a sheet of paper`);
    }
    if (each.matches('img') && !(each.complete && each.naturalWidth)) {
      problems.push(`the picture ${each.alt} is not shown`);
    }
  }
  return [...new Set(problems)];
}
