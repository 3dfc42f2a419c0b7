// The counter's other pages: the farmer's window follows the screen, a slip is printed again.
'use strict';
if ('BroadcastChannel' in window) {
  new BroadcastChannel('counter').onmessage = ({ data }) => {
    for (const place of document.querySelectorAll('[data-w]')) place.textContent = data[place.dataset.w] ?? '';
  };
}
document.getElementById('print')?.addEventListener('click', () => window.print());
