'use strict';

/** The options of the charts, in the colours of the page. Each is made anew when the colours or the size of slices change. */
const charts = (() => {
  const LINES = {
    reference: {type: 'solid', symbol: 'circle', legend: 'solid'},
    minimal: {type: [8, 4], symbol: 'rect', legend: 'dashed'},
    merging: {type: [3, 3], symbol: 'triangle', legend: 'dotted'},
    'churn-aware': {type: 'solid', symbol: 'diamond', width: 3, legend: 'solid'},
    clairvoyant: {type: [10, 3, 2, 3], symbol: 'emptyCircle', legend: 'dashed'},
    endpoints: {type: [2, 5], symbol: 'emptyRect', width: 3, legend: 'dotted'},
  };
  const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const whole = number => number.toLocaleString('en');
  const ratio = number => number === undefined ? '-' : number.toFixed(2);

  const seconds = number => number.toFixed(3);
  const timeName = ({unit}) => unit === 's' ? 'seconds' : 'step';
  const at = ({unit, times}, i) => unit === 'step' ? `step ${whole(times[i])}` : `${whole(times[i])} ${unit}`;

  function bytes(number) {
    let unit = 0;
    for (; number >= 999.5 && unit < BYTE_UNITS.length - 1; unit++) {
      number /= 1000;
    }
    return `${unit === 0 || number >= 99.95 ? Math.round(number) : Number(number.toPrecision(3))} ${BYTE_UNITS[unit]}`;
  }

  function frame() {
    const text = {color: colour('text'), fontFamily: getComputedStyle(document.body).fontFamily};
    return {
      animation: false,
      textStyle: text,
      tooltip: {
        confine: true,
        backgroundColor: colour('card'),
        borderColor: colour('line'),
        textStyle: text,
        axisPointer: {lineStyle: {color: colour('quiet')}, shadowStyle: {color: colour('quiet'), opacity: 0.12}},
      },
    };
  }

  function axis(more) {
    return {
      nameTextStyle: {color: colour('quiet')},
      axisLabel: {color: colour('quiet'), hideOverlap: true},
      axisLine: {lineStyle: {color: colour('quiet')}},
      axisTick: {lineStyle: {color: colour('quiet')}},
      splitLine: {lineStyle: {color: colour('line')}},
      ...more,
    };
  }

  /** A round number such that some five of them make up the whole. */
  function round(whole) {
    const power = 10 ** Math.floor(Math.log10(Math.max(1, whole / 5)));
    return [1, 2, 5, 10].map(digit => digit * power).find(step => whole / step <= 6);
  }

  function below(name) {
    return {name, nameLocation: 'middle', nameGap: 28};
  }

  /** Of a category axis, to name only these categories. */
  function labelled(interval) {
    return {axisLabel: {color: colour('quiet'), interval}, axisTick: {lineStyle: {color: colour('quiet')}, interval}};
  }

  function line(name, style, data) {
    const {type, symbol, width = 2} = LINES[style];
    return {
      name, data, type: 'line', symbol, symbolSize: 8,
      color: colour(style),
      lineStyle: {type, width},
      emphasis: {disabled: true},
    };
  }

  /** Slice writes up to each time shown, a line for each run. */
  function writesOverTime(story, runs) {
    return {
      ...frame(),
      tooltip: {...frame().tooltip, trigger: 'axis', valueFormatter: whole},
      grid: {left: 8, right: 20, top: 34, bottom: 26, containLabel: true},
      xAxis: axis({type: 'value', minInterval: 1, max: story.times.at(-1) || 1, splitLine: {show: false}, ...below(timeName(story))}),
      yAxis: axis({type: 'value', minInterval: 1, name: 'slice writes', nameTextStyle: {color: colour('quiet'), align: 'left'}, nameLocation: 'end'}),
      series: runs.map(run => ({
        ...line(run.policy, run.policy, run.writes.map((writes, i) => [story.times[i], writes])),
        showSymbol: false,
      })),
    };
  }

  /** 1, 2 and 5 times the powers of ten around these numbers. */
  function decades(numbers) {
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    const exponents = Array.from({length: 16}, (_, exponent) => exponent);
    const ticks = exponents.flatMap(exponent => [1, 2, 5].map(digit => digit * 10 ** exponent));
    const first = ticks.findLastIndex(tick => tick <= least);
    const last = ticks.findIndex(tick => tick >= most);
    return ticks.slice(Math.max(0, first), last + 1);
  }

  /** Bytes against the most endpoints of a slice, a line for each of the rows {name, style, values}. */
  function bytesBySize(sizes, rows) {
    // a logarithmic axis has no place for 0
    const ticks = decades([1, ...rows.flatMap(row => row.values)].filter(value => value > 1));
    return {
      ...frame(),
      tooltip: {...frame().tooltip, trigger: 'axis', valueFormatter: value => value === undefined ? '-' : bytes(value)},
      grid: {left: 8, right: 20, top: 34, bottom: 26, containLabel: true},
      xAxis: axis({type: 'category', data: sizes.map(String), ...below('most endpoints of a slice')}),
      yAxis: axis({
        type: 'log', name: 'bytes, logarithmic', nameTextStyle: {color: colour('quiet'), align: 'left'},
        min: ticks[0], max: ticks.at(-1),
        axisLabel: {color: colour('quiet'), formatter: bytes, customValues: ticks},
        axisTick: {lineStyle: {color: colour('quiet')}, customValues: ticks},
      }),
      series: rows.map(row => line(row.name, row.style, row.values.map(value => value || undefined))),
    };
  }

  /** The slices of a run as rows, over time; as many rows as the run with most of them has. */
  function fill(story, run, rows) {
    const times = story.times;
    return {
      ...frame(),
      tooltip: {
        ...frame().tooltip,
        formatter: ({value: [column, row, endpoints]}) =>
          `${at(story, column)}, row ${row + 1}: ${endpoints} of ${run.maxEndpointsPerSlice} endpoints`,
      },
      grid: {left: 8, right: 14, top: 22, bottom: 24, containLabel: true},
      xAxis: axis({
        type: 'category', data: times.map(whole), splitLine: {show: false}, ...below(timeName(story)),
        ...labelled(column => times[column] % round(times.at(-1)) === 0),
      }),
      yAxis: axis({
        type: 'category', inverse: true, data: Array.from({length: rows}, (_, row) => String(row + 1)), splitLine: {show: false},
        name: 'row', nameLocation: 'start', nameGap: 6,
        ...labelled(row => row === 0 || (row + 1) % round(rows) === 0),
      }),
      visualMap: {
        show: false, min: 0, max: run.maxEndpointsPerSlice,
        inRange: {color: ['few', 'half', 'full'].map(colour)},
      },
      series: [{
        type: 'heatmap', progressive: 0, emphasis: {disabled: true},
        data: run.rows.flatMap((row, y) => row.flatMap((endpoints, x) => endpoints < 0 ? [] : [[x, y, endpoints]])),
      }],
    };
  }

  /** Writes to the reference's, a group of bars for each story {name, bound, runs}, and a tick at each lower bound. */
  function ratios(stories, policies, narrow) {
    return {
      ...frame(),
      tooltip: {...frame().tooltip, trigger: 'axis', axisPointer: {...frame().tooltip.axisPointer, type: 'shadow'}, valueFormatter: ratio},
      grid: {left: 18, right: 40, top: 24, bottom: 26, containLabel: true},
      xAxis: axis({
        // up to the reference at least, and beyond it to a round number
        type: 'value', min: 0, max: ({max}) => max < 1 ? 1 : null, ...below('slice writes to the reference\'s'),
      }),
      yAxis: axis({
        type: 'category', inverse: true, data: stories.map(story => story.name), axisTick: {show: false},
        axisLabel: {color: colour('text'), width: narrow ? 96 : 180, overflow: 'breakAll', interval: 0},
      }),
      series: [
        ...policies.map((policy, i) => ({
          type: 'bar', name: policy, color: colour(policy), barGap: '15%', barCategoryGap: '28%', emphasis: {disabled: true},
          data: stories.map(story => story.runs.find(run => run.policy === policy)?.toReference),
          label: {
            show: true, position: 'right', distance: 3, padding: [1, 2], color: colour('text'), backgroundColor: colour('card'), fontSize: 11,
            formatter: ({value}) => ratio(value),
          },
          ...(i > 0 ? {} : {markLine: {
            silent: true, symbol: 'none', z: 1, data: [{xAxis: 1}], lineStyle: {color: colour('reference'), type: 'solid', width: 2},
            label: {formatter: 'reference', color: colour('quiet'), position: 'start', distance: 4},
          }}),
        })),
        {
          type: 'custom', name: 'lower bound', color: colour('bound'), z: 5,
          encode: {x: 0, y: 1, tooltip: 0},
          data: stories.map((story, i) => [story.bound, i]),
          renderItem: (_, api) => {
            const [x, y] = api.coord([api.value(0), api.value(1)]);
            const half = api.size([0, 1])[1] * 0.4;
            return {type: 'line', shape: {x1: x, x2: x, y1: y - half, y2: y + half}, style: {stroke: colour('bound'), lineWidth: 3}};
          },
        },
      ],
    };
  }

  return {LINES, bytes, whole, ratio, seconds, timeName, writesOverTime, bytesBySize, fill, ratios};
})();
