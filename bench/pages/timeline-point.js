function (feature, position) {
  const { title, text } = feature.properties;
  return L.circleMarker(position, { radius: 5, color: '#c60', fillOpacity: 0.8 })
    .bindPopup(title + ': ' + text);
}
