// The market counter's hands: keys, scanner, scale; and how its page begins.
'use strict';
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
  if (trade.sent) return;
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
    if (trade.sent) return show(); // what was sent is what is recorded
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
    if (!reading.stable || trade.stage === 'settle' || busy || trade.sent || (trade.gross && !trade.weighed)) return;
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
