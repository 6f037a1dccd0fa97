'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const texts = data.texts;
  const [FILE, LINE, RULE, RECORD, FIELD, TITLE, VALUE, LEA, SCHOOL, STUDENT, SSID, ENTRY, MESSAGE, EXTENDED, CAUSE, STATUS, RELATED] = Array.from({ length: 17 }, (_, i) => i);
  const ROW_HEIGHT = 30;
  const MOST_BARS = 12;
  const MOST_PRINTED = 2000;
  const STATUS_NAMES = ['', 'new', 'known', 'resolved'];
  const rows = data.rows;
  const rules = data.rules;
  const $ = id => document.getElementById(id);
  const count = n => n.toLocaleString('en-US');
  const text = (row, column) => texts[row[column]];
  const isError = row => rules[row[RULE]].error;
  const level = row => isError(row) ? 'error' : 'warning';
  const isGone = row => row[STATUS] === 3;

  // A record that is invalid only because of another one has its cause there: follow the chain to its beginning.
  const own = new Set();
  const causes = new Map();
  for (const row of rows) {
    if (row[CAUSE]) causes.set(row[FILE] + ':' + row[LINE], row[CAUSE]);
    else own.add(row[FILE] + ':' + row[LINE]);
  }
  function rootOf(row) {
    let line = row[CAUSE] || row[LINE];
    if (!row[CAUSE]) return line;
    for (let steps = 0; steps < 20; steps++) {
      const key = row[FILE] + ':' + line;
      if (own.has(key) || !causes.has(key) || causes.get(key) === line) break;
      line = causes.get(key);
    }
    return line;
  }

  function element(name, content, attributes) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    for (const part of [].concat(content === undefined || content === null ? [] : content)) node.append(part);
    return node;
  }

  // Totals and charts.
  const present = rows.filter(row => !isGone(row));
  function showTotals() {
    const errors = present.filter(isError).length;
    const followers = present.filter(row => row[CAUSE]).length;
    const cards = [['errors', errors, 'error'], ['warnings', present.length - errors, 'warning'], ['only follow from others', followers, ''],
      ['students', new Set(present.map(row => row[STUDENT]).filter(Boolean)).size, ''], ['rules broken', new Set(present.map(row => row[RULE])).size, '']];
    if (rows.some(row => row[STATUS])) {
      for (const status of [1, 2, 3]) cards.push([STATUS_NAMES[status], rows.filter(row => row[STATUS] === status).length, '']);
    } else {
      $('status-label').hidden = true;
    }
    for (const [name, number, style] of cards) $('cards').append(element('div', [element('b', count(number), { class: style }), name], { class: 'card' }));
    const about = [data.files.join(', '), data.specification, 'today is ' + data.today, 'written ' + data.created];
    if (data.masked) about.push('personal values are made up');
    if (data.left) about.push(count(data.left) + ' further findings are not in this page: use --format csv');
    $('about').textContent = about.join(' · ');
  }

  function chart(target, keyOf, nameOf, choose) {
    const totals = new Map();
    for (const row of present) {
      if (row[CAUSE]) continue;
      const key = keyOf(row);
      if (key === null || key === undefined) continue;
      const total = totals.get(key) || { key, error: 0, warning: 0 };
      total[level(row)]++;
      totals.set(key, total);
    }
    const bars = [...totals.values()].sort((a, b) => b.error + b.warning - a.error - a.warning);
    const shown = bars.slice(0, MOST_BARS);
    const most = Math.max(1, ...shown.map(bar => bar.error + bar.warning));
    const height = 22 * shown.length + 4;
    const svg = (name, attributes, content) => {
      const node = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      for (const part of content || []) node.append(part);
      return node;
    };
    const groups = shown.map((bar, i) => {
      const scale = n => n / most * 190;
      const label = nameOf(bar.key);
      const group = svg('g', { tabindex: 0, role: 'button', 'aria-label': `${label}: ${count(bar.error)} errors, ${count(bar.warning)} warnings. Show them.` }, [
        svg('text', { x: 0, y: 22 * i + 15 }, [label.length > 17 ? label.slice(0, 16) + '…' : label]),
        svg('rect', { class: 'bar-error', x: 130, y: 22 * i + 3, width: scale(bar.error), height: 16 }),
        svg('rect', { class: 'bar-warning', x: 130 + scale(bar.error), y: 22 * i + 3, width: scale(bar.warning), height: 16 }),
        svg('text', { x: 136 + scale(bar.error + bar.warning), y: 22 * i + 15 }, [count(bar.error + bar.warning)]),
        svg('title', {}, [`${label}: ${bar.error} errors, ${bar.warning} warnings`]),
      ]);
      const go = () => { choose(bar.key); refresh(); $('findings').focus(); };
      group.addEventListener('click', go);
      group.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); go(); } });
      return group;
    });
    $(target).append(svg('svg', { viewBox: `0 0 380 ${height}`, width: '100%', 'aria-labelledby': target + '-title', role: 'group' }, groups));
    if (bars.length > MOST_BARS) $(target).append(element('small', `and ${count(bars.length - MOST_BARS)} more`));
    if (bars.length === 0) $(target).textContent = 'none';
  }

  // Filters.
  function fillFilters() {
    const schools = [...new Set(rows.map(row => text(row, SCHOOL)).filter(Boolean))].sort();
    for (const school of schools) $('school').append(element('option', school, { value: school }));
    rules.forEach((rule, i) => $('rule').append(element('option', `${rule.id} ${rule.text}`.slice(0, 90), { value: String(i) })));
  }

  function matches(row) {
    const filter = filters;
    return (!filter.level || level(row) === filter.level)
      && (!filter.school || text(row, SCHOOL) === filter.school)
      && (!filter.rule || row[RULE] === Number(filter.rule))
      && (!filter.status || row[STATUS] === Number(filter.status))
      && (!filter.search || searchable(row).includes(filter.search));
  }

  function searchable(row) {
    return [row[LINE], rules[row[RULE]].id, text(row, TITLE), text(row, FIELD), text(row, VALUE), text(row, SCHOOL), text(row, STUDENT), text(row, SSID), text(row, MESSAGE)].join(' ').toLowerCase();
  }

  // The list: groups and rows, all of one height, of which only those in sight are drawn.
  let filters = {};
  let items = [];
  let chosen = -1;
  const open = new Set();

  const groupings = {
    rule: row => ({ key: 'r' + row[RULE], order: row[RULE], title: () => `${rules[row[RULE]].id} ${rules[row[RULE]].text}`, rule: row[RULE] }),
    cause: row => {
      const line = rootOf(row);
      return { key: `c${row[FILE]}:${line}`, order: line, title: group => `line ${line}: ${describeCause(group)}` };
    },
    student: row => ({ key: 's' + text(row, SCHOOL) + '/' + text(row, STUDENT), order: 0, title: () => text(row, STUDENT) ? `student ${text(row, STUDENT)}, school ${text(row, SCHOOL) || 'unknown'}` : `school ${text(row, SCHOOL) || 'unknown'}: no student` }),
  };

  function describeCause(group) {
    const origin = group.rows.filter(row => !row[CAUSE]);
    const effects = group.rows.length - origin.length;
    const what = origin.length ? [...new Set(origin.map(row => rules[row[RULE]].id))].slice(0, 4).join(', ') : 'the record there is invalid';
    return what + (effects ? `, and ${count(effects)} findings that disappear with it` : '');
  }

  function buildItems() {
    const found = rows.filter(matches);
    const grouping = groupings[filters.group];
    if (!grouping) {
      items = found.map(row => ({ row }));
    } else {
      const groups = new Map();
      for (const row of found) {
        const about = grouping(row);
        let group = groups.get(about.key);
        if (!group) groups.set(about.key, group = { ...about, rows: [] });
        group.rows.push(row);
      }
      const isOrigin = row => !row[CAUSE];
      const sorted = [...groups.values()].sort((a, b) => b.rows.some(isOrigin) - a.rows.some(isOrigin) || b.rows.some(isError) - a.rows.some(isError) || b.rows.length - a.rows.length || a.order - b.order);
      items = [];
      for (const group of sorted) {
        items.push({ group });
        if (open.has(group.key)) for (const row of group.rows) items.push({ row, inGroup: true });
      }
    }
    $('shown').textContent = `${count(found.length)} of ${count(rows.length)} findings`;
  }

  function refresh(keepScroll) {
    filters = { search: $('search').value.trim().toLowerCase() };
    for (const name of ['level', 'school', 'rule', 'status', 'group']) filters[name] = $(name).value;
    buildItems();
    if (!keepScroll) { chosen = -1; $('findings').scrollTop = 0; }
    draw();
  }

  function draw() {
    const list = $('findings');
    $('space').style.height = items.length * ROW_HEIGHT + 'px';
    const first = Math.max(0, Math.floor(list.scrollTop / ROW_HEIGHT) - 10);
    const last = Math.min(items.length, first + Math.ceil(list.clientHeight / ROW_HEIGHT) + 20);
    $('window').style.top = first * ROW_HEIGHT + 'px';
    $('window').replaceChildren(...items.slice(first, last).map((item, i) => drawItem(item, first + i)));
    const active = $('item-' + chosen);
    if (active) list.setAttribute('aria-activedescendant', active.id); else list.removeAttribute('aria-activedescendant');
  }

  function drawItem(item, index) {
    const attributes = { id: 'item-' + index, role: 'treeitem', 'aria-setsize': items.length, 'aria-posinset': index + 1, 'aria-selected': index === chosen, class: 'item' + (index === chosen ? ' chosen' : '') };
    let node;
    if (item.group) {
      const group = item.group;
      const grave = group.rows.some(isError) ? 'error' : 'warning';
      attributes['aria-expanded'] = open.has(group.key);
      attributes['aria-level'] = 1;
      attributes.class += ' group';
      node = element('div', [element('span', open.has(group.key) ? '▾ ' : '▸ '), element('span', count(group.rows.length), { class: 'n' }), element('span', grave, { class: 'tag ' + grave }), group.title(group)], attributes);
    } else {
      const row = item.row;
      attributes['aria-level'] = item.inGroup ? 2 : 1;
      node = element('div', [element('span', `line ${row[LINE]}`, { class: 'n' }), element('span', level(row), { class: 'tag ' + level(row) }),
        row[STATUS] ? element('span', STATUS_NAMES[row[STATUS]], { class: 'tag' }) : '',
        `${rules[row[RULE]].id} ${text(row, TITLE) ? `${text(row, TITLE)} ${text(row, VALUE) === null ? '(blank)' : `'${text(row, VALUE)}'`}: ` : ''}${text(row, MESSAGE) || ''}`,
        text(row, STUDENT) ? ` [student ${text(row, STUDENT)}]` : ''], attributes);
    }
    node.addEventListener('click', () => { choose(index); if (item.group) toggle(index); });
    return node;
  }

  function choose(index) {
    if (items.length === 0) return;
    chosen = Math.max(0, Math.min(items.length - 1, index));
    const list = $('findings');
    const top = chosen * ROW_HEIGHT;
    if (top < list.scrollTop) list.scrollTop = top;
    if (top + ROW_HEIGHT > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW_HEIGHT - list.clientHeight;
    draw();
    explain(items[chosen]);
  }

  function toggle(index, want) {
    const group = items[index].group;
    if (!group || want === open.has(group.key)) return;
    if (open.has(group.key)) open.delete(group.key); else open.add(group.key);
    buildItems();
    draw();
  }

  // What a finding means.
  function explain(item) {
    const row = item.row || item.group.rows[0];
    const rule = rules[row[RULE]];
    const parts = [element('h3', `${rule.id}: ${rule.text}`)];
    const list = element('dl');
    const add = (name, value) => { if (value !== null && value !== undefined && value !== '') list.append(element('dt', name), element('dd', value)); };
    add('Level', element('span', level(row), { class: level(row) }));
    add('Record', `${rule.record} ${rule.recordName}`);
    if (item.group) add('Findings', count(item.group.rows.length));
    if (item.row) {
      if (STATUS_NAMES[row[STATUS]]) add('Status', STATUS_NAMES[row[STATUS]]);
      add('Where', `${text(row, FILE)}, line ${row[LINE]}`);
      add('Field', text(row, TITLE) && `${text(row, TITLE)} (${text(row, FIELD)})`);
      add('Value', text(row, VALUE) === null ? (text(row, FIELD) ? '(blank)' : null) : text(row, VALUE));
      add('LEA', text(row, LEA));
      add('School', text(row, SCHOOL));
      add('Student', text(row, STUDENT));
      add('SSID', text(row, SSID));
      add('Entry date', text(row, ENTRY));
      add('Message', text(row, MESSAGE));
      if (text(row, EXTENDED) !== text(row, MESSAGE)) add('Details', text(row, EXTENDED));
    }
    add('Applies', rule.applies && 'where ' + rule.applies);
    add('Demands', rule.demands);
    add('What to do', element('strong', rule.advice));
    add('Note', rule.note);
    parts.push(list);
    if (item.row) {
      const lines = [...new Set([...(row[CAUSE] ? [row[CAUSE]] : []), ...row.slice(RELATED)])];
      for (const line of lines) {
        const button = element('button', line === row[CAUSE] ? `Cause: line ${line}` : `Related: line ${line}`, { type: 'button', class: 'link' });
        button.addEventListener('click', () => goToLine(row[FILE], line));
        parts.push(button);
      }
      const others = rows.filter(other => other !== row && row[STUDENT] && other[STUDENT] === row[STUDENT] && !isGone(other)).length;
      if (others) {
        const button = element('button', `${count(others)} other findings on this student`, { type: 'button', class: 'link' });
        button.addEventListener('click', () => { reset(); $('search').value = text(row, STUDENT); refresh(); });
        parts.push(button);
      }
    }
    $('detail').replaceChildren(...parts);
  }

  function goToLine(file, line) {
    reset();
    $('group').value = 'none';
    refresh();
    const index = items.findIndex(item => item.row[FILE] === file && item.row[LINE] === line);
    if (index >= 0) choose(index);
    else $('detail').replaceChildren(element('p', `Line ${line} of ${texts[file]} has no finding of its own.`));
    $('findings').focus();
  }

  function reset() {
    for (const name of ['search', 'level', 'school', 'rule', 'status']) $(name).value = '';
  }

  function preparePrint() {
    const found = rows.filter(matches);
    const head = element('tr', ['Line', 'Level', 'Rule', 'School', 'Student', 'Field', 'Value', 'Message'].map(name => element('th', name, { scope: 'col' })));
    const body = found.slice(0, MOST_PRINTED).map(row => element('tr', [String(row[LINE]), level(row), rules[row[RULE]].id, text(row, SCHOOL) || '', text(row, STUDENT) || '', text(row, TITLE) || '', text(row, VALUE) || '', text(row, MESSAGE) || ''].map(value => element('td', value))));
    $('print').replaceChildren(element('table', [element('thead', head), element('tbody', body)]),
      found.length > MOST_PRINTED ? element('p', `${count(found.length - MOST_PRINTED)} more findings are not printed: filter them first.`) : '');
  }

  showTotals();
  fillFilters();
  chart('by-record', row => row[RULE] === undefined ? null : rules[row[RULE]].record, key => `${key} ${rules.find(rule => rule.record === key).recordName}`, key => { reset(); $('search').value = key.toLowerCase() + '.'; });
  chart('by-school', row => text(row, SCHOOL), key => 'school ' + key, key => { reset(); $('school').value = key; });
  chart('by-rule', row => row[RULE], key => rules[key].id, key => { reset(); $('rule').value = String(key); });
  for (const name of ['level', 'school', 'rule', 'status', 'group']) $(name).addEventListener('change', () => refresh());
  let timer;
  $('search').addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => refresh(), 150); });
  $('filters').addEventListener('submit', event => event.preventDefault());
  $('filters').addEventListener('reset', () => setTimeout(() => refresh(), 0));
  $('findings').addEventListener('scroll', draw);
  $('findings').addEventListener('keydown', event => {
    const page = Math.max(1, Math.floor($('findings').clientHeight / ROW_HEIGHT) - 1);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -items.length, End: items.length };
    if (event.key in moves) choose(chosen + moves[event.key]);
    else if (event.key === 'ArrowRight' && chosen >= 0) toggle(chosen, true);
    else if (event.key === 'ArrowLeft' && chosen >= 0) {
      while (chosen > 0 && !items[chosen].group && filters.group !== 'none') choose(chosen - 1);
      toggle(chosen, false);
    }
    else if (event.key === 'Enter' && chosen >= 0) { explain(items[chosen]); $('detail').focus(); }
    else return;
    event.preventDefault();
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !['INPUT', 'SELECT'].includes(document.activeElement.tagName)) { event.preventDefault(); $('search').focus(); }
  });
  window.addEventListener('beforeprint', preparePrint);
  window.addEventListener('resize', draw);
  refresh();
})();
