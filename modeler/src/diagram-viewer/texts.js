const TEXTS = {
  ja: {
    diagram: 'シナリオの図',
    steps: 'ステップの一覧',
    step: 'ステップ',
    kind: '種類',
    entered: '通過',
    waiting: '待機中',
    incidents: '停止中',
    visits: '順番',
    here: '現在地',
    held: '一時停止中',
    zoomIn: '拡大する',
    zoomOut: '縮小する',
    fit: '全体を表示する',
    noPicture: 'この図には配置の情報がないため、ステップの一覧だけを表示しています。',
    incomplete: '図の一部を表示できません。すべてのステップは一覧で確認できます。',
    unreadable: '図を表示できませんでした。画面を開き直してください。',
    heat: { entered: '入った人数', waiting: '待機中の人数', left: '出た人数', incidents: '停止中の人数', conversion: '成果の割合', time: '平均の待ち時間' },
    taken: count => `${count} 人が通過`,
    widths: '矢印の太さは通った人数、％は分岐ごとの割合です。',
    stale: '最新の人数を取得できません。接続が戻ると自動で更新されます。'
  },
  en: {
    diagram: 'Diagram of the scenario',
    steps: 'List of steps',
    step: 'Step',
    kind: 'Kind',
    entered: 'Entered',
    waiting: 'Waiting',
    incidents: 'Stuck',
    visits: 'Order',
    here: 'Here now',
    held: 'On hold',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show everything',
    noPicture: 'This drawing says nothing about where its steps are, so only the list of steps is shown.',
    incomplete: 'A part of the drawing can’t be shown. The list has all its steps.',
    unreadable: 'The diagram can’t be shown. Open the page again.',
    heat: { entered: 'Entered', waiting: 'Waiting now', left: 'Left', incidents: 'Stuck now', conversion: 'Success rate', time: 'Average wait' },
    taken: count => `${count} went this way`,
    widths: 'Wider arrows were taken by more; the percentages are the shares of a branch.',
    stale: 'The latest numbers are not available. They come back by themselves with the connection.'
  }
};

/** The words of the diagram in the language of the page. */
export function textsOf(language) {
  return language === 'en' ? TEXTS.en : TEXTS.ja;
}
