// Decides between the player and the list of events, before the page is drawn.
//
// Without scripts the page shows the list, which is in a <noscript>. This script shows the player
// instead, and goes back to the list if the player cannot open. It must run where the player cannot
// even be parsed, so it is written in the JavaScript of 2009 and is not a module.
(function () {
  var root = document.documentElement;
  // What is missing in browsers older than those in package.json: DecompressionStream in Safari before
  // 16.4 and Firefox before 113, roundRect in Chrome before 99.
  var isTooOld = typeof DecompressionStream === 'undefined' || !CanvasRenderingContext2D.prototype.roundRect;
  var lastError = '';

  function showList(error) {
    var source = document.getElementById('story-list-source');
    if (!source) return;
    var words = source.dataset;
    root.removeAttribute('data-player');
    // The text is the document's own HTML, in which the renderer has escaped the texts of the story. The
    // parsed document is inert: it runs and loads nothing.
    var parsed = new DOMParser().parseFromString(source.textContent, 'text/html');
    var list = document.importNode(parsed.getElementById('story-list'), true);
    source.parentNode.replaceChild(list, source);
    var reason = document.getElementById('story-list-reason');
    reason.setAttribute('role', 'alert');
    reason.textContent = isTooOld
      ? words.tooOld
      : words.cannotOpen.replace('{error}', function () { return error || words.didNotRun; });
  }

  if (!isTooOld) root.setAttribute('data-player', '');

  window.addEventListener('error', function (event) { lastError = event.message || lastError; });
  // main.js reports a failure while it opens the story.
  window.addEventListener('storymap:failed', function (event) { showList(event.detail); });
  document.addEventListener('DOMContentLoaded', function () {
    // Not there if the player's script could not be parsed, or a layer's script before it failed.
    if (isTooOld || !window.storyMap) showList(lastError);
  });
}());
