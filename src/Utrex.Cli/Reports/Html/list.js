// The list: a tree of groups and rows, all of one height, of which only those in sight are drawn.
const open = new Set();
let items = [];
let found = { current: [], resolved: [] };
let chosen = -1;
let rowHeight = 30;

/** Reads the filters and draws the list anew. */
function refresh() {
  readFilters();
  if (filters.status === String(RESOLVED)) open.add('resolved');
  buildItems();
  chosen = -1;
  $('findings').scrollTop = 0;
  draw();
  const all = sumOf(sum => sum.status !== RESOLVED);
  const gone = found.resolved.length ? `; ${number(found.resolved.length)} resolved since the earlier run` : '';
  $('shown').textContent = `${number(found.current.length)} of ${some(all, 'finding')}${gone}`;
}

/** Shows what a sum counts, and nothing else. */
function show(filter, group) {
  clearFilters();
  for (const [name, value] of Object.entries(filter)) $(name).value = String(value);
  if (group) $('group').value = group;
  forgetWay();
  refresh();
  closeDetail();
  $('findings').focus();
  $('findings-title').scrollIntoView();
}

function buildItems() {
  found = { current: current.filter(matches), resolved: resolved.filter(matches) };
  const top = filters.group === 'none' ? found.current.map(row => ({ row }))
    : groupRows(found.current, filters.group).map(group => filters.group === 'cause' && group.rows.length === 1 ? { row: group.rows[0] } : { group });
  if (found.resolved.length) top.push({ group: resolvedGroup(found.resolved) });
  items = [];
  top.forEach((item, i) => {
    Object.assign(item, { level: 1, position: i + 1, size: top.length });
    const parent = items.push(item) - 1;
    if (item.group && open.has(item.group.id)) item.group.rows.forEach((row, k) => items.push({ row, parent, level: 2, position: k + 1, size: item.group.rows.length }));
  });
}

function draw() {
  const list = $('findings');
  rowHeight = parseFloat(getComputedStyle(list).getPropertyValue('--row'));
  $('space').style.height = items.length * rowHeight + 'px';
  const first = Math.max(0, Math.floor(list.scrollTop / rowHeight) - 10);
  const last = Math.min(items.length, first + Math.ceil(list.clientHeight / rowHeight) + 20);
  $('window').style.top = first * rowHeight + 'px';
  $('window').replaceChildren(...items.slice(first, last).map((item, i) => drawItem(item, first + i)));
  $('none').hidden = items.length > 0;
  const active = $('item-' + chosen);
  if (active) list.setAttribute('aria-activedescendant', active.id); else list.removeAttribute('aria-activedescendant');
}

function drawItem(item, index) {
  const attributes = {
    id: 'item-' + index, role: 'treeitem', 'aria-level': item.level, 'aria-setsize': item.size, 'aria-posinset': item.position, 'aria-selected': index === chosen,
    class: `item level-${item.level}${index === chosen ? ' chosen' : ''}${item.group ? ' group' : ''}`,
  };
  const tag = (name, style = name) => element('span', name, { class: 'tag ' + style });
  let content;
  if (item.group) {
    const isOpen = open.has(item.group.id);
    attributes['aria-expanded'] = isOpen;
    const grave = item.group.by === 'resolved' ? 'resolved' : item.group.errors ? 'error' : 'warning';
    content = [element('span', isOpen ? '▾ ' : '▸ ', { 'aria-hidden': true }), tag(grave), element('span', sizeOf(item.group), { class: 'n' }), item.group.title(item.group)];
  } else {
    const row = item.row;
    content = [tag(levelOf(row)), row[STATUS] === NEW ? tag('new') : '', element('span', lineName(row[FILE], row[LINE]), { class: 'n' }), describe(row), row[STUDENT] && filters.group !== 'student' ? ` [student ${text(row, STUDENT)}]` : ''];
  }
  const node = element('div', element('span', content), attributes);
  node.addEventListener('click', () => { choose(index); if (item.group) toggle(index); showDetail(); });
  return node;
}

function choose(index) {
  if (items.length === 0) return;
  chosen = Math.max(0, Math.min(items.length - 1, index));
  const list = $('findings');
  const top = chosen * rowHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  if (top + rowHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + rowHeight - list.clientHeight;
  draw();
  explain(items[chosen]);
}

function toggle(index, want) {
  const group = items[index].group;
  if (!group || want === open.has(group.id)) return;
  if (open.has(group.id)) open.delete(group.id); else open.add(group.id);
  buildItems();
  draw();
}

/** Chooses a row that the filters let through, in its group; or the group itself. */
function reveal(row, asGroup) {
  const isIn = item => item.group && item.group.rows.includes(row);
  let index = items.findIndex(item => item.row === row);
  if (index < 0) {
    index = items.findIndex(isIn);
    toggle(index, true);
    if (!asGroup) index = items.findIndex(item => item.row === row);
  }
  choose(index);
  showDetail();
}

/** What the keys do in the list, or false for a key that does nothing there. */
function pressed(key) {
  const page = Math.max(1, Math.floor($('findings').clientHeight / rowHeight) - 1);
  const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -items.length, End: items.length };
  const item = items[chosen];
  if (key in moves) choose(chosen + moves[key]);
  else if (key === 'Escape') closeDetail();
  else if (!item) return false;
  else if (key === 'ArrowRight' && item.group) { if (open.has(item.group.id)) choose(chosen + 1); else toggle(chosen, true); }
  else if (key === 'ArrowLeft' && item.parent !== undefined) choose(item.parent);
  else if (key === 'ArrowLeft') toggle(chosen, false);
  else if (key === 'Enter' || key === ' ') { showDetail(); $('detail').focus(); }
  else return false;
  return true;
}
