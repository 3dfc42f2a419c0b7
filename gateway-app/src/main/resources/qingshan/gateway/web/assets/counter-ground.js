// The market counter stands on this: its texts, what it keeps, its numbers. counter-show, counter-trade and counter-keys follow.
'use strict';
const $ = id => document.getElementById(id);
const texts = {};
for (const text of $('texts').content.querySelectorAll('[data-k]')) texts[text.dataset.k] = text.textContent.replaceAll("''", "'");
const say = (key, ...values) => (texts[key] ?? key).replace(/\{(\d)\}/g, (_, n) => values[n]);
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('counter') : { postMessage() {} };

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
