// The market counter: moves through one trade by keyboard and scanner, keeps what was typed, and sends each trade once.
'use strict';
(() => {
const $ = id => document.getElementById(id);
const texts = {};
for (const text of $('texts').content.querySelectorAll('[data-k]')) texts[text.dataset.k] = text.textContent.replaceAll("''", "'");
const say = (key, ...values) => (texts[key] ?? key).replace(/\{(\d)\}/g, (_, n) => values[n]);
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('counter') : { postMessage() {} };
const page = document.body.dataset.page;

if (page === 'window') {
  channel.onmessage = ({ data }) => {
    for (const place of document.querySelectorAll('[data-w]')) place.textContent = data[place.dataset.w] ?? '';
  };
  return;
}
if (page === 'paper') {
  $('print').onclick = () => window.print();
  return;
}

// ---- What is kept: the trade under way in this window, what waits for the ledger in this browser -------------------------
const EMPTY = { seller: null, buyer: null, kept: false, grade: '', gross: '', weighed: false, tare: '0', price: '', stage: 'seller', asked: false, sent: null };
const stored = (store, key, other) => {
  try {
    return JSON.parse(store.getItem(key)) ?? other;
  } catch {
    return other;
  }
};
let trade = { ...EMPTY, ...stored(sessionStorage, 'counter.trade', {}) };
let undo = null; // the reversal under way: { line, reason, id, at }
let choices = null; // whom a search may mean: { field, found }
let day = { medians: {}, last: [] };
let offset = 0; // the gateway's clock less this machine's
let busy = false;
const waiting = () => stored(localStorage, 'counter.waiting', []);
const keepWaiting = list => localStorage.setItem('counter.waiting', JSON.stringify(list));
const keep = () => sessionStorage.setItem('counter.trade', JSON.stringify(trade));
const jin = () => localStorage.getItem('counter.unit') !== 'kg';
const printing = () => localStorage.getItem('counter.print') === 'on';
const now = () => new Date(Date.now() + offset);

// ---- Numbers: grams and fen are whole; nothing is computed in fractions -------------------------------------------------
const whole = (text, digits) => {
  const match = /^(\d{1,5})(?:\.(\d*))?$/.exec(text.trim().replace('．', '.').replace('。', '.'));
  if (!match || (match[2] ?? '').length > digits) return null;
  return Number(match[1]) * 10 ** digits + Number((match[2] ?? '').padEnd(digits, '0'));
};
const grouped = (number, digits, least) => {
  const text = String(number).padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(new RegExp(`0{0,${digits - least}}$`), '');
  return text.slice(0, -digits).replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? '.' + fraction : '');
};
const plain = (number, digits) => grouped(number, digits, 0).replaceAll(',', '');
const kilograms = grams => grouped(grams, 3, 1);
const yuan = fen => grouped(fen, 2, 2);
const shortYuan = halfFen => grouped(halfFen * 5, 3, 0);
const net = () => {
  const gross = whole(trade.gross, 3);
  const tare = whole(trade.tare, 3);
  return gross === null || tare === null || tare >= gross ? null : gross - tare;
};
const fenPerKg = () => {
  const fen = whole(trade.price, 2);
  return !fen ? null : jin() ? 2 * fen : fen;
};
const amount = () => net() === null || fenPerKg() === null ? null : Number((BigInt(net()) * BigInt(fenPerKg()) + 500n) / 1000n);
const both = fen => say('price.both', shortYuan(fen), shortYuan(2 * fen));
const uuid = () => { // crypto.randomUUID is not to be had over plain HTTP on a market's network
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

// ---- What is shown ------------------------------------------------------------------------------------------------------
const strip = (kind, text) => {
  $('strip').className = 'strip ' + kind;
  $('strip').textContent = text;
};
const tone = (hertz, times) => {
  try {
    const audio = tone.audio ??= new AudioContext();
    for (let i = 0; i < times; i++) {
      const sound = audio.createOscillator();
      sound.frequency.value = hertz;
      sound.connect(audio.destination);
      sound.start(audio.currentTime + i * .25);
      sound.stop(audio.currentTime + i * .25 + .15);
    }
  } catch { /* a machine without sound: the strip says it as well */ }
};
const holder = (field, who) => {
  $(field + '-name').textContent = who?.name ?? '';
  $(field + '-where').textContent = who ? say('where', who.village ?? '', who.last ?? who.number.slice(-4)) : '';
};
const show = () => {
  for (const field of ['gross', 'tare', 'price']) if ($(field).value !== trade[field]) $(field).value = trade[field];
  holder('seller', trade.seller);
  holder('buyer', trade.buyer);
  const blocks = trade.seller?.blocks ?? [];
  $('seller-left').className = blocks.length ? 'left alarm' : 'left';
  $('seller-left').textContent = blocks.length ? blocks.map(code => texts['block.' + code] ?? code).join(' ')
    : trade.seller?.left ? say('left', trade.seller.left) : '';
  $('kept').hidden = !(trade.kept && trade.buyer);
  $('keyed').hidden = trade.weighed || !trade.gross;
  for (const button of $('grades').querySelectorAll('button')) button.setAttribute('aria-pressed', button.dataset.grade === trade.grade);
  $('net').value = net() === null ? '–' : kilograms(net());
  $('unit').textContent = say(jin() ? 'unit.jin' : 'unit.kg');
  $('both').textContent = fenPerKg() === null ? '' : both(fenPerKg());
  $('amount').value = amount() === null ? '–' : yuan(amount());
  $('amount').classList.toggle('long', $('amount').value.length > 11);
  $('printing').textContent = say(printing() ? 'print.on' : 'print.off');
  const away = waiting().length;
  $('ledger').className = away || day.ledger === 'away' ? 'doubt' : '';
  $('ledger').textContent = away ? say('waiting', away) : say(day.ledger === 'away' ? 'away' : 'well');
  for (const field of ['seller', 'buyer']) {
    const mine = choices?.field === field ? choices.found : [];
    $(field + '-choices').hidden = !mine.length;
    $(field + '-choices').replaceChildren(...mine.map((who, i) => line('li', `${i + 1} ${who.name} · ${who.village} · ${who.number}`)));
  }
  keep();
  channel.postMessage({
    seller: trade.seller?.name ?? say('welcome'), net: net() === null ? '–' : say('net.both', kilograms(net()), kilograms(2 * net())),
    price: fenPerKg() === null ? '–' : both(fenPerKg()), amount: amount() === null ? '–' : yuan(amount()), state: show.state ?? '',
  });
};
const line = (tag, text) => {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
};
const showDay = () => {
  $('today').textContent = day.today ?? '–';
  if (undo) return;
  $('last').replaceChildren(...day.last.map((slip, i) => {
    const item = document.createElement('li');
    item.className = slip.state;
    item.append(line('kbd', i + 1), line('span', slip.time), line('span', slip.seller), line('span', slip.net), line('span', slip.state === 'pending' ? say('pending') : slip.amount));
    return item;
  }));
};

// ---- From field to field ------------------------------------------------------------------------------------------------
const STAGES = ['seller', 'buyer', 'grade', 'gross', 'tare', 'price', 'settle'];
const place = stage => stage === 'grade' ? $('grades').querySelector('[aria-pressed="true"]') ?? $('grades').querySelector('button') : $(stage);
const go = stage => {
  trade.stage = stage;
  trade.asked = false;
  show();
  place(stage)?.focus();
  place(stage)?.select?.();
};
const forward = () => {
  let next = STAGES[STAGES.indexOf(trade.stage) + 1];
  if (next === 'buyer' && trade.buyer) next = 'grade';
  if (next === 'settle') strip('', say('enter'));
  go(next);
};
const back = () => {
  if (undo || choices) {
    undo = choices = null;
    document.querySelector('.last').classList.remove('choosing');
    strip('', '');
    return show();
  }
  strip('', '');
  go(STAGES[Math.max(0, STAGES.indexOf(trade.stage) - 1)]);
};
const complete = () => {
  const missing = { seller: trade.seller, buyer: trade.buyer, grade: trade.grade, gross: whole(trade.gross, 3), tare: net(), price: fenPerKg() };
  const stage = Object.keys(missing).find(key => !missing[key]);
  if (stage) {
    strip('doubt', say('missing.' + stage));
    go(stage);
  }
  return !stage;
};
const doubts = () => {
  const limits = document.querySelector('main').dataset;
  const median = day.medians[trade.grade];
  const found = [];
  if (median && Math.abs(fenPerKg() - median) * 100 > limits.percent * median) found.push(say('doubt.price', shortYuan(median)));
  if (net() < Number(limits.min) || net() > Number(limits.max)) found.push(say('doubt.weight', kilograms(net())));
  return found;
};
const enter = () => {
  switch (trade.stage) {
    case 'seller':
    case 'buyer': {
      const said = $(trade.stage).value.trim();
      return said ? look(trade.stage, said) : trade[trade.stage] ? forward() : undefined;
    }
    case 'grade': return trade.grade ? forward() : undefined;
    case 'gross': return whole(trade.gross, 3) ? forward() : strip('doubt', say('missing.gross'));
    case 'tare': return net() ? forward() : strip('doubt', say('missing.tare'));
    case 'price': return fenPerKg() ? forward() : strip('doubt', say('missing.price'));
    default: return settle();
  }
};

// ---- The gateway --------------------------------------------------------------------------------------------------------
const ask = async (path, body) => {
  try {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    const response = await fetch('/counter' + path, { ...init, signal: AbortSignal.timeout(10_000) });
    if (response.ok) return { ok: await response.json() };
    const problem = response.status < 500 ? await response.json() : null;
    return response.status === 401 ? { expired: true } : problem && response.status !== 429 ? { problem } : { away: true };
  } catch {
    return { away: true };
  }
};
const expired = () => {
  strip('doubt', say('expired') + ' ');
  const link = line('a', say('expired.link'));
  link.href = '/sign-in?next=/counter';
  $('strip').append(link);
  link.focus();
};
const refresh = async () => {
  const answer = await ask('/state?scale=' + encodeURIComponent($('scale').value));
  if (answer.ok) {
    day = undo ? { ...answer.ok, last: day.last } : answer.ok;
    offset = day.now - Date.now();
    showDay();
  } else if (answer.away) {
    day.ledger = 'away';
  }
  show();
  return answer;
};
const look = async (field, said) => {
  const answer = await ask('/holders?q=' + encodeURIComponent(said));
  if (answer.expired) return expired();
  if (answer.away && /^[A-Za-z]{0,4}\d{6,}$/.test(said)) return took(field, { number: said.toUpperCase(), name: said.toUpperCase(), village: say('later') });
  const found = answer.ok?.found ?? [];
  if (found.length === 1) return took(field, found[0]);
  choices = found.length ? { field, found } : null;
  trade.stage = field;
  strip('doubt', answer.away ? say('away.card') : found.length ? say('choose', found.length) : say('nobody', said));
  show();
  $(field).focus();
};
const took = (field, who) => {
  const other = field === 'seller' ? 'buyer' : 'seller';
  choices = null;
  $(field).value = '';
  if (trade[other]?.number === who.number) return strip('alarm', say('same'));
  trade[field] = who;
  if (field === 'buyer') trade.kept = false;
  strip('', '');
  show.state = '';
  if (trade.stage === field) forward(); else show();
};
/** A card read from anywhere: to the field in hand, else to the empty one, else by what its holder is. */
const scanned = async said => {
  if (busy || undo) return;
  if (trade.stage === 'seller' || trade.stage === 'buyer') return look(trade.stage, said);
  if (!trade.seller || !trade.buyer) return look(trade.seller ? 'buyer' : 'seller', said);
  const answer = await ask('/holders?q=' + encodeURIComponent(said));
  if (answer.expired) return expired();
  const who = answer.ok?.found[0];
  return who ? took(who.grows === 'yes' ? 'seller' : 'buyer', who) : strip('doubt', say('nobody', said));
};

// ---- Settling -----------------------------------------------------------------------------------------------------------
const settle = () => {
  if (busy || !complete()) return;
  const found = doubts();
  if (found.length && !trade.asked) {
    trade.asked = true;
    keep();
    return strip('doubt', found.join(' ') + ' ' + say('again'));
  }
  const body = {
    id: uuid(), at: now().toISOString(), scale: $('scale').value, seller: trade.seller.number, buyer: trade.buyer.number, grade: trade.grade,
    gross: whole(trade.gross, 3), tare: whole(trade.tare, 3), price: whole(trade.price, 2), unit: jin() ? 'jin' : 'kg', weighed: trade.weighed,
  };
  // kept before it is sent: a reload or a second Enter finds this one
  keepWaiting([...waiting(), { body, receipt: receipt(body) }]);
  trade.sent = body.id;
  keep();
  return send(body.id);
};
const receipt = body => ({
  number: say('pending') + ' ' + body.id.slice(0, 8), state: say('pending'), time: new Date(body.at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }), grade: body.grade,
  seller: `${trade.seller.name} ${body.seller.slice(-4)}`, buyer: `${trade.buyer.name} ${body.buyer.slice(-4)}`,
  gross: say('weight', kilograms(body.gross)), tare: say('weight', kilograms(body.tare)), net: say('net.both', kilograms(net()), kilograms(2 * net())),
  price: both(fenPerKg()), amount: yuan(amount()), by: body.scale,
});
const send = async id => {
  busy = true;
  const item = waiting().find(one => one.body.id === id);
  const begun = performance.now();
  const answer = item ? await ask('/slips', item.body) : { gone: true };
  busy = false;
  if (answer.expired) {
    trade.sent = null;
    drop(id);
    keep();
    return expired();
  }
  if (answer.problem) {
    drop(id);
    trade.sent = null;
    refused(answer.problem);
    return show();
  }
  if (answer.away) {
    strip('doubt', say('unsent', item.receipt.seller, item.receipt.net));
    print(item.receipt);
  } else if (answer.ok) {
    drop(id);
    recorded(answer.ok.slip, Math.round(performance.now() - begun));
  }
  finish();
  return refresh();
};
const drop = id => keepWaiting(waiting().filter(one => one.body.id !== id));
const recorded = (slip, took) => {
  strip('ok', say('recorded', slip.number, slip.seller, slip.net, slip.amount));
  $('strip').dataset.ms = took;
  show.state = say('recorded.short');
  tone(1320, 1);
  print(slip);
};
const refused = problem => {
  const { askedGrams: asked, leftGrams: left } = problem.values;
  const over = asked !== undefined && left !== undefined;
  const key = over && left > 0 ? 'over' : over ? 'over.all' : null;
  strip('alarm', key ? say(key, kilograms(asked - left), kilograms(left)) : `${problem.title} ${problem.detail}`);
  show.state = '';
  tone(220, 2);
  if (over) go('gross');
};
const finish = () => {
  trade = { ...EMPTY, buyer: trade.buyer, kept: true, tare: trade.tare };
  const first = waiting().find(one => one.refused);
  if (first) refill(first);
  go(trade.seller ? 'gross' : 'seller');
};
const print = slip => {
  for (const place of $('slip').querySelectorAll('[data-s]')) place.textContent = slip[place.dataset.s] ?? (place.dataset.s === 'market' ? place.textContent : '');
  if (printing()) window.print();
};
/** What waited and was refused in the end comes back to the screen, when there is room. */
const refill = item => {
  drop(item.body.id);
  const { body } = item;
  trade = { ...EMPTY, seller: { number: body.seller, name: item.receipt.seller }, buyer: { number: body.buyer, name: item.receipt.buyer }, grade: body.grade,
    gross: plain(body.gross, 3), tare: plain(body.tare, 3), price: plain(body.price, 2) };
  refused(item.refused);
};
const again = async () => {
  const item = waiting().find(one => !one.refused && one.body.id !== trade.sent);
  if (busy || !item) return;
  const answer = await ask('/slips', item.body);
  if (answer.ok) {
    drop(item.body.id);
    strip('ok', say('late', answer.ok.slip.number, answer.ok.slip.seller));
    tone(1320, 1);
    await refresh();
  } else if (answer.problem) {
    keepWaiting(waiting().map(one => one.body.id === item.body.id ? { ...one, refused: answer.problem } : one));
    strip('alarm', say('late.refused', item.receipt.seller, answer.problem.title));
    tone(220, 2);
    if (!trade.seller && !trade.gross) finish();
  }
  show();
};

// ---- Taking back --------------------------------------------------------------------------------------------------------
const REASONS = ['weight', 'price', 'party', 'grade'];
const startUndo = async () => {
  await refresh();
  undo = {}; // from now on the list stands still
  document.querySelector('.last').classList.add('choosing');
  strip('doubt', say('undo.which'));
};
const undoKey = async key => {
  if (!undo.line) {
    undo.line = day.last[key - 1];
    if (undo.line?.state !== 'recorded') return back();
    return strip('doubt', say('undo.why', undo.line.seller, undo.line.net));
  }
  if (!undo.reason && REASONS[key - 1]) {
    undo = { ...undo, reason: REASONS[key - 1], id: uuid(), at: now().toISOString() };
    strip('doubt', say('undo.sure', undo.line.seller, undo.line.net, say('reason.' + undo.reason)));
  }
};
const sendUndo = async () => {
  if (busy || !undo.reason) return;
  busy = true;
  const { line: slip, reason, id, at } = undo;
  const answer = await ask('/reversals', { id, at, slip: slip.id, reason });
  busy = false;
  if (answer.expired) return expired();
  if (answer.away) return strip('doubt', say('undo.away'));
  back();
  if (answer.problem) return refused(answer.problem);
  strip('ok', say('undone', slip.number));
  tone(1320, 1);
  localStorage.setItem('counter.unit', slip.unit);
  trade = { ...EMPTY, grade: slip.grade, gross: plain(slip.gross, 3), tare: plain(slip.tare, 3), price: plain(slip.unit === 'jin' ? slip.fenPerKg / 2 : slip.fenPerKg, 2) };
  for (const field of ['seller', 'buyer']) trade[field] = (await ask('/holders?q=' + encodeURIComponent(slip[field + 'Card']))).ok?.found[0] ?? null;
  if (reason === 'party') trade.seller = null;
  await refresh();
  return go({ weight: 'gross', price: 'price', party: 'seller', grade: 'grade' }[reason]);
};

// ---- Keys, scanner, scale -----------------------------------------------------------------------------------------------
const PAGES = { F3: null, F6: '/counter/card', F7: '/counter/late', F9: '/counter/day', F10: '/counter/clerk' };
const SCAN_MS = 70;
const scan = { text: '', at: 0, field: null, before: '' };
/** Keeps what comes faster than a hand can type; says whether this key is the Enter that ends a scan. */
const isScan = event => {
  const quick = event.timeStamp - scan.at < SCAN_MS;
  scan.at = event.timeStamp;
  if (event.key === 'Enter') return quick && (scan.text.length >= 8 || (scan.text.length >= 6 && /[A-Za-z]/.test(scan.text)));
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (!quick) Object.assign(scan, { text: '', field: event.target, before: event.target.value ?? '' });
    scan.text += event.key;
  }
  return false;
};
const pick = digit => {
  if (choices) return choices.found[digit - 1] && (took(choices.field, choices.found[digit - 1]), true);
  if (undo) return undoKey(digit), true;
  const button = trade.stage === 'grade' && $('grades').querySelectorAll('button')[digit - 1];
  if (!button) return false;
  // a scan may begin with this digit: that is known when the next key does not follow at once
  graded.button = button;
  graded.timer = setTimeout(grade, SCAN_MS);
  return true;
};
const graded = { button: null, timer: 0 };
const grade = () => {
  clearTimeout(graded.timer);
  const { button } = graded;
  graded.button = null;
  if (button && scan.text.length < 2) chose(button);
};
const chose = button => {
  trade.grade = button.dataset.grade;
  trade.stage = 'grade';
  forward();
};
document.addEventListener('keydown', event => {
  if (event.timeStamp - scan.at >= SCAN_MS) grade();
  const inCard = event.target.id === 'seller' || event.target.id === 'buyer'; // what is read into its own field is all there
  const read = isScan(event) && !inCard;
  const text = scan.text;
  if (event.key === 'Enter') Object.assign(scan, { text: '', at: 0 });
  if (read) {
    event.preventDefault();
    if (scan.field && 'value' in scan.field && scan.field.tagName === 'INPUT') {
      scan.field.value = scan.before;
      scan.field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    return void scanned(text);
  }
  const { key, target } = event;
  if (key in PAGES) {
    event.preventDefault();
    return void (PAGES[key] ? location.assign(PAGES[key]) : window.open('/counter/window', 'window'));
  }
  if (key === 'F4' || key === 'F8') {
    event.preventDefault();
    return void $(key === 'F4' ? 'print' : 'undo').click();
  }
  if (key === 'F2') return void $('scale').focus();
  if (key === 'Escape') return void back();
  if (/^[1-6]$/.test(key) && (choices || undo || trade.stage === 'grade') && target.id !== 'scale' && pick(Number(key))) return void event.preventDefault();
  if (key === 'Enter' && !['A', 'SELECT'].includes(target.tagName) && !target.closest('.keys, .inunit button')) {
    event.preventDefault();
    if (event.repeat || busy) return;
    if (undo) return void sendUndo();
    enter();
  } else if ('/*'.includes(key) && target.id === 'price') {
    event.preventDefault();
    $('unit').click();
  }
});
for (const field of ['gross', 'tare', 'price']) {
  $(field).addEventListener('input', () => {
    trade[field] = $(field).value;
    trade.asked = false;
    if (field === 'gross') trade.weighed = false;
    show();
  });
}
for (const stage of ['seller', 'buyer', 'gross', 'tare', 'price', 'settle']) $(stage).addEventListener('focus', () => { trade.stage = stage; });
for (const button of $('grades').querySelectorAll('button')) {
  button.addEventListener('click', () => chose(button));
  button.addEventListener('focus', () => { trade.stage = 'grade'; });
}
$('settle').addEventListener('click', settle);
$('undo').addEventListener('click', startUndo);
$('unit').addEventListener('click', () => {
  localStorage.setItem('counter.unit', jin() ? 'kg' : 'jin');
  trade.asked = false;
  show();
});
$('print').addEventListener('click', () => {
  localStorage.setItem('counter.print', printing() ? 'off' : 'on');
  show();
});
let scale = null;
const listen = () => {
  scale?.close();
  scale = null;
  if (!document.querySelector('main').dataset.drivers.split(',').includes($('scale').value)) return;
  scale = new EventSource('/counter/scales/' + encodeURIComponent($('scale').value));
  scale.onmessage = ({ data }) => {
    const reading = JSON.parse(data);
    if (!reading.stable || trade.stage === 'settle' || busy || (trade.gross && !trade.weighed)) return;
    Object.assign(trade, { gross: plain(reading.grams, 3), weighed: true });
    show();
    if (trade.stage === 'gross') $('gross').select();
  };
};
$('scale').addEventListener('change', () => {
  localStorage.setItem('counter.scale', $('scale').value);
  listen();
  refresh();
});

// ---- The beginning ------------------------------------------------------------------------------------------------------
const usual = localStorage.getItem('counter.scale');
if ([...$('scale').options].some(option => option.value === usual)) $('scale').value = usual;
listen();
const tick = () => { $('clock').textContent = now().toLocaleTimeString('sv-SE', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Asia/Shanghai' }); };
setInterval(tick, 500);
setInterval(again, 3_000);
setInterval(() => busy || refresh(), 15_000);
refresh().then(answer => {
  tick();
  if (answer.expired) expired();
});
if (trade.sent) send(trade.sent); else go(trade.stage);
})();
