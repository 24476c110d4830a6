/* The small behaviours htmx does not give. Vanilla, no build. Every page works without it. */
(function () {
  var d = document, live = d.getElementById('live'), en = d.body.dataset.lang === 'en';
  var words = en ? {
    kept: 'Draft kept on this machine', waits: 'Not sent yet, will send itself', sending: 'Sending…', files: 'Attach the files again: they are not kept in drafts',
    offline: 'Offline. Your text is kept on this machine and will send itself.', large: 'Too large to send. Make the files smaller and send again.',
    many: 'Too many requests. Wait a minute and send again.', ended: 'Your session ended. The draft is kept; sign in again.',
    sum: function (n) { return n.ok + ' approve · ' + n.back + ' send back · ' + n.later + ' later'; }, keysOn: 'Shortcuts on', keysOff: 'Shortcuts off'
  } : {
    kept: 'Bản nháp giữ trên máy này', waits: 'Chưa gửi, sẽ tự gửi', sending: 'Đang gửi…', files: 'Chọn lại tệp đính kèm: bản nháp không giữ tệp',
    offline: 'Mất mạng. Nội dung vẫn giữ trên máy này và sẽ tự gửi.', large: 'Nội dung quá lớn. Thu nhỏ tệp rồi gửi lại.',
    many: 'Gửi quá nhiều lần. Đợi một phút rồi gửi lại.', ended: 'Phiên làm việc đã hết. Bản nháp vẫn còn, đăng nhập lại.',
    sum: function (n) { return n.ok + ' duyệt · ' + n.back + ' trả lại · ' + n.later + ' để sau'; }, keysOn: 'Đã bật phím tắt', keysOff: 'Đã tắt phím tắt'
  };
  function say(t) { if (live) { live.textContent = ''; setTimeout(function () { live.textContent = t; }, 50); } }
  function store(k, v) { try { v ? localStorage.setItem(k, v) : localStorage.removeItem(k); } catch (e) {} }
  function load(k) { try { return localStorage.getItem(k); } catch (e) { return null; } }
  /* drafts carry the user's id: they never show to the next person on a shared PC */
  var who = 'nhap:' + (d.body.dataset.user || '0') + ':';

  /* 1. Drafts. A form (or lone field) with data-draft keeps its named fields on this machine.
     Only the server's answer (an element with data-clear="<draft id>") removes a draft. */
  function fields(f) { return f.elements ? [].filter.call(f.elements, function (e) { return e.name && !/hidden|password|file|submit|button/.test(e.type); }) : [f]; }
  function box(e) { return /checkbox|radio/.test(e.type); }
  function keep(f) {
    var o = {}, dirty = 0, key = f.elements && f.elements.key;
    fields(f).forEach(function (e) { if (box(e) ? e.checked !== e.defaultChecked : e.value !== e.defaultValue) { o[e.name] = box(e) ? e.checked : e.value; dirty = 1; } });
    if (key) o.key = key.value;          /* the same key on a resend: the server takes it once */
    if (f.dataset.q) { o.q = 1; dirty = 1; }
    store(who + f.dataset.draft, dirty ? JSON.stringify(o) : '');
    if (dirty) state(f, f.dataset.q ? words.waits : words.kept);
  }
  function state(f, t) { var s = f.querySelector && f.querySelector('[data-state]'); if (s) s.textContent = t; }
  function restore(f) {
    var s = load(who + f.dataset.draft); if (!s) return;
    try { s = JSON.parse(s); } catch (e) { return; }
    fields(f).forEach(function (e) { if (e.name in s) { if (box(e)) e.checked = s[e.name]; else e.value = s[e.name]; } });
    if (s.key && f.elements.key) f.elements.key.value = s.key;
    if (s.q) f.dataset.q = 1;
    f.classList.add('open'); state(f, s.q ? words.waits : words.kept);
  }
  var t; d.addEventListener('input', function (e) { var f = e.target.closest('[data-draft]'); if (f) { clearTimeout(t); t = setTimeout(keep, 250, f); } });
  addEventListener('pagehide', function () { d.querySelectorAll('[data-draft]').forEach(keep); });

  /* 2. A send that never reached the server waits for the network, then goes by itself. */
  function queue(f) { f.dataset.q = 1; keep(f); say(words.offline); }
  function formOf(e) { var f = e.target && e.target.closest && e.target.closest('[data-draft]'); return f && f.elements ? f : null; }
  d.addEventListener('htmx:error', function (e) {
    var f = formOf(e), c = e.detail && e.detail.ctx, r = c && c.response;
    if (f && (!navigator.onLine || !r)) queue(f);
  });
  d.addEventListener('htmx:response:error', function (e) {
    var f = formOf(e), c = e.detail && e.detail.ctx, r = c && c.response, code = r && (r.status || r.raw && r.raw.status);
    if (code === 413) say(words.large);
    else if (code === 429) say(words.many);
    else if (code === 401) say(words.ended);
    else if (f && code >= 502 && code <= 504) queue(f);
    if (f) state(f, code === 413 ? words.large : code === 429 ? words.many : code === 401 ? words.ended : f.dataset.q ? words.waits : words.kept);
  });
  d.addEventListener('htmx:before:request', function (e) { var f = formOf(e); if (f) setTimeout(function () { if (f.isConnected && f.querySelector('[disabled]')) state(f, words.sending); }, 400); });
  function flush() { if (window.htmx && navigator.onLine) d.querySelectorAll('form[data-q]').forEach(function (f) { delete f.dataset.q; f.requestSubmit(f.querySelector('.btn.go')); }); }
  addEventListener('online', flush); setInterval(flush, 20000);

  /* 3. New pieces: drafts come back, finished drafts go, the marked piece takes focus and is read out. */
  function piece(n) {
    function all(s) { return (n.matches(s) ? [n] : []).concat([].slice.call(n.querySelectorAll(s))); }
    all('[data-clear]').forEach(function (x) { store(who + x.dataset.clear, ''); });
    all('[data-draft]').forEach(restore);
    all('[data-opens]').forEach(opens);
    all('[data-print],[data-allok],[data-keys-switch]').forEach(function (x) { x.hidden = false; });
    all('[data-keys=approve]').forEach(sum);
    var x = all('.errors,[data-focus]')[0];
    if (x) setTimeout(function () { x.tabIndex = -1; x.focus({ preventScroll: true }); x.scrollIntoView({ block: 'nearest' }); if (x.dataset.focus) say(x.dataset.focus); }, 30);
  }
  new MutationObserver(function (ms) { ms.forEach(function (m) { m.addedNodes.forEach(function (n) { if (n.nodeType === 1) piece(n); }); }); }).observe(d.body, { childList: true, subtree: true });
  piece(d.body); addEventListener('load', function () { setTimeout(flush, 500); });   /* after htmx has taken the forms over */

  /* 4. Keys. Digits and arrows only, since Telex and VNI rewrite letters. Ctrl+Enter sends from anywhere in a form. */
  d.addEventListener('keydown', function (e) {
    var a = e.target, form = a.closest('form');
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { form = form || d.querySelector('form[data-keys]'); if (form && !e.repeat) { e.preventDefault(); form.requestSubmit(form.querySelector('.btn.go')); } return; }
    if (e.ctrlKey || e.altKey || e.metaKey || load('phimtat') === 'tat') return;
    var ap = d.querySelector('[data-keys=approve]');
    if (ap && !a.matches('textarea,select,input:not([type=radio])')) {
      var rows = [].slice.call(ap.querySelectorAll('tbody tr')), i = rows.findIndex(function (r) { return r.classList.contains('on'); });
      var go = { ArrowDown: 1, ArrowUp: -1, 1: 1, 2: 0, 3: 1 }[e.key]; if (go === undefined || i < 0) return;
      e.preventDefault();
      if (/[123]/.test(e.key)) { rows[i].querySelectorAll('input')[e.key - 1].checked = true; sum(ap); }
      if (e.key === '2') { opens(rows[i].querySelectorAll('input')[1]); var why = rows[i].querySelector('.why input'); if (why) why.focus(); return; }
      var n = rows[Math.max(0, Math.min(rows.length - 1, i + go))];
      rows[i].classList.remove('on'); n.classList.add('on');
      (n.querySelector('input:checked') || n.querySelector('input')).focus({ preventScroll: true }); n.scrollIntoView({ block: 'nearest' });
      n.dispatchEvent(new Event('peek', { bubbles: true }));   /* hx-get of the detail pane: hx-trigger="peek delay:150ms" */
    }
    var dv = d.querySelector('[data-keys=derive]');
    if (dv && !a.matches('textarea,select,input')) {
      var ds = [].slice.call(dv.children), at = ds.findIndex(function (x) { return x.classList.contains('on'); }), by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      var b = at >= 0 && { 1: ds[at].querySelector('[value=accept]'), 2: ds[at].querySelector('[value=drop]') }[e.key];
      if (b) { e.preventDefault(); b.click(); }
      if (by) {
        e.preventDefault(); var to2 = ds[Math.max(0, Math.min(ds.length - 1, at + by))], m = d.getElementById(to2.id.replace('t', 's'));
        d.querySelectorAll('.dt.on,mark.on').forEach(function (x) { x.classList.remove('on'); });
        to2.classList.add('on'); if (m) { m.classList.add('on'); m.scrollIntoView({ block: 'nearest' }); }
        to2.tabIndex = -1; to2.focus({ preventScroll: true }); to2.scrollIntoView({ block: 'nearest' });
        to2.dispatchEvent(new Event('peek', { bubbles: true }));
      }
    }
    var cell = a.closest('[data-keys=grid] td');
    if (cell && /^(Enter|ArrowDown|ArrowUp)$/.test(e.key)) {
      e.preventDefault();
      var tr = cell.parentNode[e.key === 'ArrowUp' ? 'previousElementSibling' : 'nextElementSibling'], to = tr && tr.querySelector('input');
      if (to) { to.focus(); to.select(); }
    }
  });
  function sum(ap) {
    var n = { ok: 0, back: 0, later: 0 };
    ap.querySelectorAll('input[type=radio]:checked').forEach(function (r) { n[r.value]++; });
    var out = ap.querySelector('[data-sum]'); if (out) out.textContent = words.sum(n);
  }
  /* What a choice opens (reasons, obstacles) is hidden until it is chosen; without script it is simply there. */
  function opens(box) {
    var own = box.name && box.type === 'radio' ? d.getElementsByName(box.name) : [box];
    [].forEach.call(own, function (b) { var x = b.dataset.opens && d.getElementById(b.dataset.opens); if (x) x.hidden = !b.checked && ![].some.call(x.querySelectorAll('input,textarea'), function (i) { return i.value; }); });
  }
  d.addEventListener('change', function (e) { if (e.target.matches('input[type=checkbox],input[type=radio]')) opens(e.target); });
  d.addEventListener('change', function (e) { var ap = e.target.closest('[data-keys=approve]'); if (ap && e.target.type === 'radio') sum(ap); });
  d.addEventListener('click', function (e) {
    if (e.target.closest('[data-print]')) print();
    if (e.target.closest('[data-keys-switch]')) { var off = load('phimtat') === 'tat'; store('phimtat', off ? '' : 'tat'); say(off ? words.keysOn : words.keysOff); }
    var b = e.target.closest('[data-allok]'); if (!b) return;
    var ap = b.closest('form');
    ap.querySelectorAll('tbody tr').forEach(function (r) { if (!r.querySelector('.warn')) r.querySelector('input').checked = true; });
    sum(ap); say(ap.querySelector('[data-sum]').textContent);
  });
  /* 5. A passage marked with the mouse or keyboard goes into the form that adds a task. */
  d.addEventListener('selectionchange', function () {
    var sel = d.getSelection(), src = d.querySelector('[data-source]'), box = d.querySelector('[data-passage]');
    if (!src || !box || !sel.rangeCount || sel.isCollapsed || !src.contains(sel.anchorNode) || !src.contains(sel.focusNode)) return;
    var part = sel.getRangeAt(0).cloneContents();
    [].forEach.call(part.querySelectorAll('sup'), function (x) { x.remove(); });
    box.value = part.textContent.trim(); box.closest('details').open = true;
  });
})();
