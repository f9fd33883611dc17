// Decides between the player and the list of events, before the page is drawn.
//
// Without scripts the page shows the list. This script shows the player instead, and goes back to
// the list if the player cannot open. It must run where the player cannot even be parsed, so it is
// written in the JavaScript of 2009 and is not a module.
(function () {
  var root = document.documentElement;
  // What is missing in browsers older than those in package.json: DecompressionStream in Safari before
  // 16.4 and Firefox before 113, roundRect in Chrome before 99.
  var isTooOld = typeof DecompressionStream === 'undefined' || !CanvasRenderingContext2D.prototype.roundRect;
  var lastError = 'its script did not run';

  function showList(reason) {
    root.removeAttribute('data-player');
    document.getElementById(isTooOld ? 'story-list-too-old' : 'story-list-failed').removeAttribute('hidden');
    document.getElementById('story-list-reason').textContent = reason;
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
