/// How the page of `--report` looks: on a screen, light or dark, narrow or wide, and on paper.
enum ReportStyle {
  /// The style sheet; it has no character that XML would have to escape.
  ///
  /// The colours of types: at least 3:1 against the background, so that a bar can be seen (WCAG 2.2, 1.4.11); of text, at least
  /// 4.5:1 (1.4.3).
  static let sheet: Markup = """
    :root{color-scheme:light dark;--page:#fff;--card:#f4f5f7;--text:#1b1f24;--soft:#575f6a;--line:#d9dde2;--alarm:#b3261e;
    --c0:#0a66b2;--c1:#ad6800;--c2:#0a7a58;--c3:#a43d88;--c4:#2384ad;--c5:#c2431a;--c6:#6a7079}
    @media (prefers-color-scheme:dark){:root{--page:#14171b;--card:#1e2329;--text:#e6e9ec;--soft:#a3abb5;--line:#363d45;
    --alarm:#ff8f80;--c0:#5aa9f0;--c1:#e0a03c;--c2:#3fbf94;--c3:#dd85c3;--c4:#7cc7e8;--c5:#f08a62;--c6:#9aa2ab}}
    *{box-sizing:border-box}
    body{margin:0 auto;padding:2rem 1.25rem 3rem;max-width:62rem;background:var(--page);color:var(--text);
    font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    th[scope=row],dt,li,footer,code{overflow-wrap:anywhere}
    h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
    h2{font-size:1.2rem;line-height:1.3;margin:2.75rem 0 .25rem}
    p{margin:.25rem 0;max-width:46rem}
    code{font:.875em/1.4 ui-monospace,SFMono-Regular,Consolas,"DejaVu Sans Mono",monospace}
    .soft,caption,dt,summary{color:var(--soft)}
    .alarm{color:var(--alarm)}
    .notice{margin:1rem 0;padding:.6rem .9rem;border-left:.25rem solid var(--alarm);background:var(--card)}
    dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.25rem 0}
    dl div{display:flex;flex-direction:column-reverse;justify-content:flex-end;padding:.7rem .9rem;border-radius:.5rem;background:var(--card)}
    dt{line-height:1.35}dt b{color:var(--text)}dl .alarm b,dl .alarm dd{color:var(--alarm)}
    dd{margin:0;font-size:1.65rem;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums}
    ul{margin:.5rem 0;padding-left:1.2rem}li{margin:.2rem 0}
    .key{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:.35rem 0 .9rem;padding:0;list-style:none}
    .key svg{width:.8rem;height:.8rem;margin-right:.4rem;border-radius:.15rem}
    .plot{position:relative;margin:0 0 2.5rem 3.4rem;height:13rem;border-bottom:1px solid var(--soft)}
    .plot svg{position:relative;display:block;width:100%;height:100%}
    .plot .y,.plot .x{position:absolute;color:var(--soft);font-size:.8rem;line-height:1;font-variant-numeric:tabular-nums}
    .plot .y{left:0;right:0;height:0;border-top:1px solid var(--line)}
    .plot .y span{position:absolute;right:100%;padding-right:.5rem;transform:translateY(-50%)}
    .plot .x{top:100%;padding-top:.4rem;transform:translateX(-50%);white-space:nowrap;text-align:center}
    .c0{fill:var(--c0)}.c1{fill:var(--c1)}.c2{fill:var(--c2)}.c3{fill:var(--c3)}.c4{fill:var(--c4)}.c5{fill:var(--c5)}.c6{fill:var(--c6)}
    .pale{opacity:.3}.gap{fill:var(--line)}
    table{width:100%;margin:.6rem 0;border-collapse:collapse;font-size:.94rem}
    caption{text-align:left;padding:0 0 .4rem}
    th,td{padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
    th:last-child,td:last-child{padding-right:0}
    thead th{color:var(--soft);font-size:.85rem;line-height:1.3;vertical-align:bottom}
    .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}thead .n{white-space:normal}
    th b{font-weight:650}th small{display:block;font-size:.87em;color:var(--soft)}
    .days{width:11rem}.days svg{display:block;width:11rem;height:1.75rem}.wide{overflow-x:auto}
    .id{white-space:nowrap}.company th{padding-top:1.2rem;color:var(--soft);font-size:.87rem}
    .off,.off b{color:var(--soft)}
    details{margin:.5rem 0}summary{cursor:pointer}
    footer{margin-top:3rem;padding-top:.75rem;border-top:1px solid var(--line);font-size:.87rem;color:var(--soft)}
    @media (max-width:44rem){body{padding:1.25rem 1rem 2rem}dl{grid-template-columns:1fr 1fr}
    .plot{height:11rem}.plot .odd{display:none}
    .cards thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
    .cards,.cards tbody,.cards tr,.cards th,.cards td{display:block}
    .cards tr{padding:.6rem 0;border-bottom:1px solid var(--line)}
    .cards th,.cards td{padding:.1rem 0;border:0;width:auto;text-align:left}
    .cards td[data-of]{display:flex;justify-content:space-between;gap:1rem}
    .cards td[data-of]::before{content:attr(data-of);color:var(--soft)}
    .cards td:empty{display:none}.cards .days svg{width:100%;max-width:16rem}}
    @media print{:root{--page:#fff;--card:#fff;--text:#000;--soft:#444;--line:#bbb}
    body{max-width:none;padding:0;font-size:9.5pt}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    h2,h2+p,.company{break-after:avoid}th,td{padding:.3rem .6rem .3rem 0}.days,.days svg{width:8rem}tr,dl,.plot,.notice{break-inside:avoid}dl div{border:1px solid var(--line)}details{display:none}}
    """
}
