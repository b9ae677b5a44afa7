/** The icons that pages and diagrams may use, by their names in @tabler/icons (outline). */
export const ICONS = [
  'activity', 'ad', 'ad-off', 'address-book', 'alert-triangle', 'archive', 'arrow-back-up', 'arrow-forward-up', 'arrow-left', 'arrow-right',
  'arrows-shuffle', 'arrows-split', 'arrows-split-2', 'at', 'ban', 'bell', 'bolt', 'briefcase', 'browser', 'building',
  'calendar', 'calendar-event', 'calendar-repeat', 'calendar-time', 'chart-bar', 'chart-funnel', 'check', 'checklist',
  'chevron-down', 'chevron-left', 'chevron-right', 'circle-check', 'circle-dot', 'clipboard-list', 'clock', 'code',
  'coin-yen', 'copy', 'database', 'device-floppy', 'door-exit', 'dots', 'dots-vertical', 'download', 'edit', 'external-link', 'eye',
  'file', 'file-export', 'file-import', 'file-text', 'file-upload', 'filter', 'flag', 'flame', 'focus-2', 'folder', 'forms', 'gauge', 'git-branch',
  'git-fork', 'hand-stop', 'heart-handshake', 'history', 'home', 'hourglass', 'id-badge', 'inbox', 'info-circle', 'key', 'keyboard',
  'language', 'layout-sidebar', 'link', 'list', 'lock', 'logout', 'mail', 'mail-opened', 'map-pin', 'maximize', 'menu-2', 'message',
  'minus', 'moon', 'note', 'pencil', 'phone', 'photo', 'player-pause', 'player-play', 'plug', 'plus', 'presentation', 'printer',
  'refresh', 'route', 'search', 'send', 'settings', 'shield', 'sparkles', 'stairs-up', 'star', 'sun', 'switch-3',
  'table', 'tag', 'tag-off', 'target', 'trash', 'trending-up', 'trophy', 'upload', 'user', 'user-check', 'user-edit',
  'user-minus', 'user-plus', 'users', 'users-group', 'users-minus', 'users-plus', 'webhook', 'world', 'x', 'zoom-in',
  'zoom-out'
];
