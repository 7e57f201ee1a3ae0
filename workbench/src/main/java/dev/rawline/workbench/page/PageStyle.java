package dev.rawline.workbench.page;

/** The look that pages share: it needs nothing from a network, prints well, and fits a phone. */
final class PageStyle {
  /** What stands in the page's style element. */
  static final String CSS =
      """
      :root { color-scheme: light; --ink: #1c1c1c; --faint: #5a5a5a; --rule: #cfcfcf; --ground: #f4f4f4; }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--ground); color: var(--ink);
        font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
      main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
      h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .25rem; }
      h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
      p { margin: .5rem 0; max-width: 46rem; }
      .faint, figcaption, caption { color: var(--faint); }
      .held { border-left: 4px solid #009e73; background: #fff; padding: .75rem 1rem; margin: 1.25rem 0; }
      .held p { margin: 0 0 .25rem; }
      .held details { margin: 0; color: var(--faint); font-size: .9rem; }
      .key { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
      .key div { background: #fff; border: 1px solid var(--rule); padding: .7rem .9rem; }
      .key b { display: block; font-size: 1.3rem; font-weight: 600; white-space: nowrap; }
      .key small { font-size: .85rem; font-weight: 400; }
      .key span { color: var(--faint); font-size: .85rem; display: block; }
      .wide { overflow-x: auto; background: #fff; border: 1px solid var(--rule); }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .4rem .75rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
      tbody tr:last-child > *, table > tr:last-child > * { border-bottom: 0; }
      th[scope=rowgroup] { background: var(--ground); font-size: .85rem; padding-top: .8rem; }
      th[scope=row] { font-weight: 400; min-width: 8rem; }
      td.n { white-space: nowrap; font-variant-numeric: tabular-nums; }
      td small, th small { font-weight: 400; color: var(--faint); display: block; font-size: .8rem; }
      .s, td.u { white-space: nowrap; }
      .s { color: var(--faint); margin-left: .3rem; }
      sub { line-height: 0; }
      figure { margin: 1.5rem 0; break-inside: avoid; }
      figure img { display: block; width: 100%; max-width: 52rem; height: auto; border: 1px solid var(--rule); }
      figure.map img { width: auto; max-width: 100%; max-height: min(32rem, 50vh); }
      figcaption { max-width: 46rem; margin-top: .5rem; font-size: .9rem; }
      ul { max-width: 46rem; padding-left: 1.25rem; }
      li { margin: .35rem 0; }
      figure.drawing { overflow-x: auto; }
      figure.drawing svg { display: block; max-width: 100%; min-width: 36rem; height: auto; border: 1px solid var(--rule); }
      .wide img { width: 100%; min-width: 44rem; max-width: none; border: 0; }
      .story { border-left: 4px solid #0072b2; background: #fff; padding: .5rem 1.1rem; margin: 1.25rem 0; font-size: 1.1rem; }
      nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 1.25rem 0; font-size: .9rem; }
      a { color: #0b5394; }
      table.grid th[scope=col] { font-weight: 400; font-size: .85rem; min-width: 5.5rem; }
      pre { background: #fff; border: 1px solid var(--rule); padding: .6rem .8rem; overflow-x: auto; max-width: 46rem; }
      pre code { overflow-wrap: normal; }
      details { margin: 1rem 0; }
      summary { cursor: pointer; }
      code { font: .85rem ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
      .judged { white-space: nowrap; font-weight: 600; }
      .judged svg { vertical-align: -.2em; margin-right: .4em; }
      .headline { max-width: none; background: #fff; border: 1px solid var(--rule); border-left: .6rem solid; padding: .6rem 1.1rem; margin: 1.25rem 0; font-size: 1.5rem; }
      .headline.pass { border-left-color: #009e73; }
      .headline.warn { border-left-color: #e69f00; }
      .headline.fail { border-left-color: #d55e00; }
      .headline svg { width: 1.5rem; height: 1.5rem; }
      .headline span + span { font-size: 1.1rem; margin-left: .75rem; }
      td.drawn { padding: .4rem .5rem .2rem; min-width: 18rem; }
      td.why { min-width: 7rem; }
      td.drawn svg { display: block; }
      td.told { min-width: 13rem; }
      .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1rem; }
      .grid figure { margin: 0; background: #fff; border: 1px solid var(--rule); padding: .6rem; }
      .grid img { max-height: 12rem; object-fit: contain; border: 0; background: #1c1c1c; }
      .grid .none { color: var(--faint); background: var(--ground); text-align: center; padding: 3rem 0; }
      .grid figcaption { color: var(--ink); overflow-wrap: anywhere; }
      .grid b { display: block; }
      .grid small, .grid figcaption > span:last-child:not(.judged) { display: block; color: var(--faint); }
      .signed { display: grid; grid-template-columns: 10rem 1fr 1fr 8rem; gap: 2.2rem 1rem; margin: 1.5rem 0; break-inside: avoid; }
      .signed b { font-weight: 400; align-self: end; }
      .signed span { border-top: 1px solid var(--ink); font-size: .8rem; color: var(--faint); margin-top: 2rem; }
      @media (max-width: 40rem) { main { padding: 1.25rem .75rem 3rem; } th, td { padding: .35rem .5rem; } }
      @media print {
        @page { margin: 16mm; }
        :root { font-size: 10pt; }
        body { background: #fff; }
        main { max-width: none; padding: 0 1px; }
        .wide { overflow: visible; border: 0; }
        tr, .key { break-inside: avoid; }
        h2, h2 + p { break-after: avoid; }
        td.drawn { min-width: 0; }
        td.drawn svg { width: 52mm; height: auto; }
        nav { display: none; }
        details::details-content { content-visibility: visible; block-size: auto; }
        figure.drawing svg { min-width: 0; border: 0; }
        .wide img { min-width: 0; max-width: 100%; }
        figure img { max-width: 130mm; }
        figure.map img { max-height: 120mm; }
      }
      """;

  private PageStyle() {}
}
