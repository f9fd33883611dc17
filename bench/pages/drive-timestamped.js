/** folium's TimestampedGeoJson: Leaflet.TimeDimension on a map that folium keeps as `map_…`. */
'use strict';

(() => {
  let known = null;
  const map = () => {
    known ??= window[Object.keys(window).find((key) => /^map_[0-9a-f]{32}$/.test(key))] ?? null;
    return known;
  };
  const times = () => map().timeDimension.getAvailableTimes();

  window.subject = {
    usable: () => document.querySelector('.timecontrol-dateslider .knob') !== null
      && Boolean(map()?.timeDimension) && times().length > 1
      && document.querySelector('.leaflet-interactive, canvas') !== null,
    jump: (position) => {
      map().timeDimension.setCurrentTimeIndex(Math.round(position * (times().length - 1)));
    },
    play: () => {
      map().timeDimension.setCurrentTimeIndex(0);
      const button = document.querySelector('.timecontrol-play');
      // Its play button is its pause button as well.
      if (!button.classList.contains('pause')) button.click();
    },
    state: () => map().timeDimension.getCurrentTimeIndex(),
    shown: () => document.querySelectorAll('path.leaflet-interactive').length,
  };
})();
