'use strict';

/** Builds the page from the report's data. Texts of traces are only ever set as text. */
(() => {
  const report = JSON.parse(document.getElementById('data').textContent);
  const {whole, ratio, seconds} = charts;
  const sizes = [...new Set(report.stories.flatMap(story => story.runs.map(run => run.maxEndpointsPerSlice)))].sort((a, b) => a - b);
  const severalSizes = report.stories.some(story => new Set(story.runs.map(run => run.maxEndpointsPerSlice)).size > 1);
  const policies = [...new Set(report.stories.flatMap(story => story.runs.map(run => run.policy)))];
  let size = sizes.includes(100) ? 100 : sizes[0];

  function element(name, properties = {}, ...children) {
    const {aria = {}, data = {}, style = {}, ...own} = properties;
    const made = Object.assign(document.createElement(name), own);
    Object.entries(aria).forEach(([key, value]) => made.setAttribute(key === 'role' ? key : `aria-${key}`, value));
    Object.assign(made.dataset, data);
    Object.assign(made.style, style);
    made.append(...children);
    return made;
  }

  // ---- charts: drawn when they come into view, and again when what they show or its colours change

  const drawn = new Set();
  const inView = new IntersectionObserver(entries => entries
    .filter(entry => entry.isIntersecting)
    .forEach(entry => {
      inView.unobserve(entry.target);
      draw(entry.target);
    }), {rootMargin: '600px'});
  const resized = new ResizeObserver(entries => entries.forEach(({target}) => redraw(target)));

  function draw(target) {
    const painter = {renderer: target.canvas ? 'canvas' : 'svg', devicePixelRatio: Math.max(2, devicePixelRatio)};
    target.chart = echarts.init(target, null, painter);
    drawn.add(target);
    resized.observe(target);
    redraw(target);
  }

  function redraw(target) {
    const {option, height, label} = target.show();
    target.style.height = `${height}px`;
    target.setAttribute('aria-label', label);
    if (target.chart) {
      target.chart.resize();
      // not all anew, which would take the tooltip away under a pointer that rests on it
      target.chart.setOption(option, {replaceMerge: ['series']});
    }
  }

  /** A place for a chart. `show` gives its option, its height in pixels and its label in words. */
  function chart(show, canvas = false) {
    const target = element('div', {className: 'chart', aria: {role: 'img'}});
    Object.assign(target, {show, canvas});
    redraw(target);
    inView.observe(target);
    return target;
  }

  const redrawAll = () => drawn.forEach(redraw);

  // ---- tables: filled when they are opened, most are long

  /** `content` gives {caption, head, rows}; the first `texts` columns are texts, the others numbers. */
  function table(summary, content, texts = 1) {
    const place = element('div', {className: 'table', tabIndex: 0, aria: {role: 'region', label: summary}});
    const details = element('details', {}, element('summary', {textContent: summary}), place);
    details.fill = () => {
      const {caption, head, rows} = content();
      place.replaceChildren(element('table', {},
        element('caption', {textContent: caption}),
        element('thead', {}, element('tr', {}, ...head.map((name, i) =>
          element('th', {textContent: name, scope: 'col', className: i < texts ? 'text' : ''})))),
        element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((value, i) => i === 0
          ? element('th', {textContent: value, scope: 'row', className: texts > 0 ? 'text' : ''})
          : element('td', {textContent: value, className: i < texts ? 'text' : ''})))))));
    };
    details.addEventListener('toggle', () => details.open && details.fill());
    return details;
  }

  const refillAll = () => document.querySelectorAll('details[open]').forEach(details => details.fill?.());

  /** What the lines of the rows {name, style} look like. */
  function legend(rows) {
    return element('ul', {className: 'legend'}, ...rows.map(({name, style}) =>
      element('li', {}, element('span', {style: {borderTopStyle: charts.LINES[style].legend, borderTopColor: `var(--${style})`}}), name)));
  }

  function figure(title, text, ...rest) {
    return element('figure', {}, element('figcaption', {}, element('h3', {textContent: title}), element('p', {textContent: text})), ...rest);
  }

  // ---- what was run

  function asked() {
    document.getElementById('command').textContent = report.command;
    document.getElementById('options').append(...Object.entries(report.options).flatMap(([name, value]) =>
      [element('dt', {textContent: name}), element('dd', {textContent: value})]));
    document.getElementById('library').textContent = `Apache ECharts ${echarts.version}`;
  }

  function sizeChoice() {
    const select = element('select', {id: 'size', aria: {label: 'Most endpoints of a slice'}}, ...sizes.map(one =>
      element('option', {value: one, textContent: one, selected: one === size})));
    select.addEventListener('change', () => {
      size = Number(select.value);
      document.querySelectorAll('.chart').forEach(redraw);
      document.querySelectorAll('.size-shown').forEach(shown => { shown.textContent = size; });
      refillAll();
    });
    return element('p', {className: 'size'}, element('label', {htmlFor: 'size', textContent: 'At most '}), select, ' endpoints per slice');
  }

  // ---- all traces

  const ofSize = story => severalSizes ? story.runs.filter(run => run.maxEndpointsPerSlice === size) : story.runs;

  const FIGURES = [
    ['trace', (run, story) => story.name],
    ['policy', run => run.policy],
    ['max endpoints per slice', run => run.maxEndpointsPerSlice],
    ['writes', run => whole(run.totals.writes)],
    ['to reference', run => ratio(run.toReference)],
    ['lower bound', run => whole(run.lowerBound)],
    ['bound to reference', run => ratio(run.boundToReference)],
    ['creates', run => whole(run.totals.creates)],
    ['updates', run => whole(run.totals.updates)],
    ['deletes', run => whole(run.totals.deletes)],
    ['endpoints written', run => whole(run.totals.endpointsWritten)],
    ['bytes written', run => whole(run.totals.bytesWritten)],
    [`bytes to ${whole(report.nodes)} nodes`, run => whole(run.totals.bytesWritten * report.nodes)],
    ['final slices', run => run.finalSlices],
    ['ideal slices', run => run.idealSlices],
    ['mean slices', run => run.meanSlices.toFixed(2)],
    ['Endpoints written', run => whole(run.endpoints.writes)],
    ['bytes of Endpoints', run => whole(run.endpoints.bytesWritten)],
    [`bytes of Endpoints to ${whole(report.nodes)} nodes`, run => whole(run.endpoints.bytesWritten * report.nodes)],
    ...(report.stories.some(story => story.unit === 's') ? [
      ['delay, median', run => seconds(run.delays.median)],
      ['delay, p99', run => seconds(run.delays.p99)],
      ['of Pods that leave, median', run => seconds(run.delays.medianOfLeaving)],
      ['of Pods that leave, p99', run => seconds(run.delays.p99OfLeaving)],
    ] : []),
  ];

  function comparison() {
    const place = document.getElementById('comparison');
    const others = policies.filter(policy => policy !== 'reference');
    if (policies.includes('reference') && others.length > 0) {
      const shown = () => report.stories.map(story => ({name: story.name, bound: ofSize(story)[0]?.boundToReference, runs: ofSize(story)}));
      place.append(figure('Slice writes to the reference\'s', 'Below 1 a policy writes less than Kubernetes\' own controller does on the same churn.',
        element('ul', {className: 'legend'},
          ...others.map(policy => element('li', {}, element('span', {className: 'block', style: {background: `var(--${policy})`}}), policy)),
          element('li', {}, element('span', {className: 'tick', style: {borderLeftColor: 'var(--bound)'}}), 'lower bound')),
        chart(() => ({
          option: charts.ratios(shown(), others, place.clientWidth < 600),
          height: 60 + report.stories.length * (18 + others.length * 15),
          label: 'Bars: slice writes to the reference\'s. ' + shown().map(story => `${story.name}: `
            + story.runs.filter(run => run.policy !== 'reference').map(run => `${run.policy} ${ratio(run.toReference)}`).join(', ')
            + `, lower bound ${ratio(story.bound)}.`).join(' '),
        }))));
    }
    place.append(table('Table of all runs', () => ({
      caption: 'Writes in slices or objects, bytes in bytes of payload, to one watcher where nothing else is said; all without the initial sync; slices in the end, and their mean '
        + 'over time; delays of changes of Pods in seconds. Endpoints are the legacy objects of the same Services.',
      head: FIGURES.map(([name]) => name),
      rows: report.stories.flatMap(story => story.runs.map(run => FIGURES.map(([, figure]) => figure(run, story)))),
    }), 2));
  }

  // ---- one trace

  function writesOverTime(story) {
    return figure('Slice writes over time', 'Cumulative; the initial sync does not count.', legend(policies.map(policy => ({name: policy, style: policy}))),
      chart(() => ({
        option: charts.writesOverTime(story, ofSize(story)),
        height: 320,
        label: `Lines: slice writes over time on ${story.name}. At the end: `
          + ofSize(story).map(run => `${run.policy} ${whole(run.writes.at(-1))}`).join(', ') + '.',
      })),
      table('Table of slice writes over time', () => ({
        caption: 'Slice writes up to each time and with it.',
        head: [charts.timeName(story), ...ofSize(story).map(run => run.policy)],
        rows: story.times.map((time, i) => [whole(time), ...ofSize(story).map(run => whole(run.writes[i]))]),
      }), 0));
  }

  function bytesBySize(story) {
    const of = (policy, one) => story.runs.find(run => run.maxEndpointsPerSlice === one && (policy === undefined || run.policy === policy));
    const rows = [
      ...policies.map(policy => ({name: policy, style: policy, values: sizes.map(one => of(policy, one).totals.bytesWritten)})),
      {name: 'legacy Endpoints', style: 'endpoints', values: sizes.map(one => of(undefined, one).endpoints.bytesWritten)},
    ];
    return figure('Bytes written by size of slices', 'To one watcher. Legacy Endpoints are one object for each Service, sent whole with every change.',
      legend(rows),
      chart(() => ({
        option: charts.bytesBySize(sizes, rows),
        height: 320,
        label: `Lines: bytes written on ${story.name} by the most endpoints of a slice. `
          + rows.map(row => `${row.name}: ${sizes.map((one, i) => `${one}: ${charts.bytes(row.values[i])}`).join(', ')}`).join('. ') + '.',
      })),
      table('Table of bytes written by size', () => ({
        caption: 'Bytes of payload to one watcher, by the most endpoints of a slice.',
        head: ['max endpoints per slice', ...rows.map(row => row.name)],
        rows: sizes.map((one, i) => [one, ...rows.map(row => whole(row.values[i]))]),
      }), 0));
  }

  function fillOverTime(story, policy) {
    const run = () => ofSize(story).find(one => one.policy === policy);
    const most = () => Math.max(1, ...ofSize(story).map(one => one.rows.length));
    const place = chart(() => ({
      option: charts.fill(story, run(), most()),
      height: 62 + Math.min(260, Math.max(90, most() * 10)),
      label: `Heat map: endpoints of each slice over time on ${story.name} with ${policy}. ${ending(run())}.`,
    }), true);
    return element('figure', {}, element('figcaption', {}, element('h4', {textContent: policy})), place,
      table(`Table of ${policy}`, () => ({
        caption: `Endpoints of the slice in each row at each time; - without a slice. ${ending(run())}.`,
        head: [charts.timeName(story), ...run().rows.map((_, row) => `row ${row + 1}`)],
        rows: story.times.map((time, i) => [whole(time), ...run().rows.map(row => row[i] < 0 ? '-' : row[i])]),
      }), 0));
  }

  const ending = run => `At the end ${run.finalSlices} slices, ideal ${run.idealSlices}, mean ${run.meanSlices.toFixed(1)}`;

  function story(one, i) {
    const cap = element('span', {className: 'size-shown', textContent: ofSize(one)[0].maxEndpointsPerSlice});
    return element('section', {id: `story-${i}`, aria: {labelledby: `story-${i}-name`}},
      element('h2', {id: `story-${i}-name`, textContent: one.name}),
      element('p', {className: 'about', textContent: one.about}),
      element('div', {className: 'pair'}, writesOverTime(one), ...(severalSizes ? [bytesBySize(one)] : [])),
      element('h3', {textContent: 'Fill over time'}),
      element('p', {className: 'about', textContent: 'Each row is a slice; a new one takes the first free row. Yellow slices hold few endpoints, blue ones are full.'}),
      element('p', {className: 'scale'}, '0', element('span', {className: 'ramp'}), cap, ' endpoints'),
      element('div', {className: 'maps'}, ...policies.map(policy => fillOverTime(one, policy))));
  }

  function stories() {
    const place = document.getElementById('stories');
    if (report.stories.length > 1) {
      place.before(element('nav', {aria: {label: 'Traces and workloads'}}, element('ul', {className: 'contents'}, ...report.stories.map((one, i) =>
        element('li', {}, element('a', {href: `#story-${i}`, textContent: one.name}))))));
    }
    place.append(...report.stories.map(story));
  }

  asked();
  if (severalSizes) {
    document.getElementById('comparison').before(sizeChoice());
  }
  comparison();
  stories();

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
  addEventListener('beforeprint', () => {
    document.documentElement.dataset.print = '';
    document.querySelectorAll('.chart').forEach(target => target.chart ? redraw(target) : draw(target));
  });
  addEventListener('afterprint', () => {
    delete document.documentElement.dataset.print;
    redrawAll();
  });
})();
