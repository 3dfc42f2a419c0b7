// What the market counter shows: the trade, the day, the strip, the tones, and the same to the farmer's window.
'use strict';
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
