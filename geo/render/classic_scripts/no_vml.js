// Leaflet looks for VML, the vector graphics of Internet Explorer, and catches the error if there is none. For the
// location of this error, V8 compiles all of Leaflet a second time, which takes longer than anything else that Leaflet
// does while a document opens. With this object there is no error. Leaflet draws in VML only where it also finds
// that VML works.
Object.defineProperty(document, 'namespaces', {
  configurable: true,
  get: function () {
    delete document.namespaces;
    return { add: function () {} };
  }
});
