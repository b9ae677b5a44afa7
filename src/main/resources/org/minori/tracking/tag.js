/* Minori: tells which pages of this site are looked at. No cookies; respects "do not track" and Global Privacy Control. */
(function () {
  'use strict';
  var self = document.currentScript;
  if (!self || !self.src || navigator.globalPrivacyControl || navigator.doNotTrack === '1') { return; }
  var target = self.src.replace(/\/t\.js([?#].*)?$/, '/t/e');
  var name = 'minori-visitor';
  var last = '';

  function newId() {
    var bytes = new Uint8Array(16);
    crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (b) { return ('0' + b.toString(16)).slice(-2); }).join('');
  }

  function visitor() {
    var id = null;
    try { id = localStorage.getItem(name); } catch (e) { /* storage is shut: a visitor for this page only */ }
    if (!id || !/^[A-Za-z0-9_-]{8,64}$/.test(id)) {
      id = newId();
      try { localStorage.setItem(name, id); } catch (e) { /* as above */ }
    }
    return id;
  }

  var id = visitor();

  function view() {
    var url = location.href.split('#')[0];
    if (url === last) { return; }
    var words = JSON.stringify({ v: id, u: url.slice(0, 1000), t: document.title.slice(0, 250), r: (last || document.referrer).slice(0, 1000) });
    last = url;
    if (!navigator.sendBeacon || !navigator.sendBeacon(target, words)) {
      new Image().src = target + '?v=' + id + '&u=' + encodeURIComponent(url.slice(0, 1000)) + '&t=' + encodeURIComponent(document.title.slice(0, 250));
    }
  }

  ['pushState', 'replaceState'].forEach(function (method) {
    var original = history[method];
    history[method] = function () {
      var answer = original.apply(this, arguments);
      setTimeout(view, 0);
      return answer;
    };
  });
  addEventListener('popstate', function () { setTimeout(view, 0); });

  window.minori = { visitorId: id };
  if (document.visibilityState === 'prerender' || document.prerendering) {
    document.addEventListener('prerenderingchange', view, { once: true });
  } else {
    view();
  }
})();
