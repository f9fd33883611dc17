// Decides between the player and the list of events, before the page is drawn, and tells the page around of errors.
//
// Without scripts the page shows the list, which is in a <noscript>. This script shows the player
// instead, and goes back to the list if the player cannot open or has to stop. It must run where the
// player cannot even be parsed, so it is written in the JavaScript of 2009 and is not a module.
(function () {
  var root = document.documentElement;
  // What is missing in browsers older than those in package.json: DecompressionStream in Safari before
  // 16.4 and Firefox before 113, roundRect in Chrome before 99.
  var isTooOld = typeof DecompressionStream === 'undefined' || !CanvasRenderingContext2D.prototype.roundRect;
  var lastError = '';

  function showList(source, message) {
    root.removeAttribute('data-player');
    // The text is the document's own HTML, in which the renderer has escaped the texts of the story. The
    // parsed document is inert: it runs and loads nothing.
    var parsed = new DOMParser().parseFromString(source.textContent, 'text/html');
    var list = document.importNode(parsed.getElementById('story-list'), true);
    source.parentNode.replaceChild(list, source);
    var reason = document.getElementById('story-list-reason');
    reason.setAttribute('role', 'alert');
    reason.textContent = message;
  }

  // docs/document-interface.md describes the message.
  function report(error) {
    var source = document.getElementById('story-list-source');
    if (!source) return;
    if (window.parent !== window) {
      window.parent.postMessage({ from: 'storymap', type: 'error', part: error.part, message: error.message, reason: error.reason, stopped: error.stopped }, '*');
    }
    if (error.stopped) showList(source, error.message);
  }

  function showFailure() {
    var words = document.getElementById('story-list-source').dataset;
    var reason = lastError || words.didNotRun;
    var message = isTooOld ? words.tooOld : words.cannotOpen.replace('{error}', function () { return reason; });
    report({ part: 'player', message: message, reason: isTooOld ? 'the browser is too old' : reason, stopped: true });
  }

  if (!isTooOld) root.setAttribute('data-player', '');

  window.addEventListener('error', function (event) { lastError = event.message || lastError; });
  // The player reports its errors by this event (errorreports.js).
  window.addEventListener('storymap:error', function (event) { if (!isTooOld) report(event.detail); });
  document.addEventListener('DOMContentLoaded', function () {
    // Not there if the player's script could not be parsed, or a layer's script before it failed.
    if (isTooOld || !window.storyMap) showFailure();
  });
}());
