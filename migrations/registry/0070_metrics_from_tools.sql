-- Figures also come from other monitoring tools, as metrics by OTLP.
alter table received_summaries drop constraint received_summaries_source_check;
alter table received_summaries add constraint received_summaries_source_check
  check (source in ('edge', 'browser', 'rows', 'typed', 'otlp'));
alter table window_figures drop constraint window_figures_source_check;
alter table window_figures add constraint window_figures_source_check
  check (source in ('edge', 'browser', 'rows', 'typed', 'otlp'));
