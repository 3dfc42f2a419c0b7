// A trade on its way at the market counter: from field to field, to the ledger once, and back.
'use strict';
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
  const number = said.normalize('NFKC').toUpperCase();
  if (answer.away && /^[A-Z]{0,4}\d{6,}$/.test(number)) return took(field, { number, name: number, village: say('later') });
  const found = answer.ok?.found ?? [];
  if (found.length === 1) return took(field, found[0]);
  choices = found.length ? { field, found } : null;
  trade.stage = field;
  strip('doubt', answer.away ? say('away.card') : found.length ? say('choose', found.length) : say('nobody', said));
  show();
  $(field).focus();
};
const took = (field, who) => {
  if (trade.sent) return;
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
  if (busy) return;
  if (trade.sent) return send(trade.sent);
  if (!complete()) return;
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
  if (answer.expired) { // nobody knows whether it was recorded: it is asked again, with its id
    show();
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
  $('slip').querySelector('[data-of=left]').hidden = !slip.left;
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
