-- The words of PDF files are searched before they are stored. Where that could not be done, why is kept.
-- What was added before stays without a reason: its words were not read then.
alter table evidence_documents
  add column not_scanned_because text
    check (not_scanned_because in ('picture', 'unreadable', 'locked', 'no-words', 'pages-without-words', 'files-inside', 'too-long')),
  add constraint evidence_documents_reason_where_not_scanned
    check (not_scanned_because is null or scan = 'not-scanned');
comment on column evidence_documents.not_scanned_because is 'Why the words of a file were not searched, or not all of them; null where they were, and before this was kept';
comment on constraint evidence_documents_reason_where_not_scanned on evidence_documents is 'Only a file that was not scanned has a reason why.';
