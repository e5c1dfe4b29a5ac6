-- Generated from migrations/registry by npm run generate. Read it; do not load it.

-- tenant: An organisation relies on what another signed: whose, which version, what differs here, conditions, who accepted it, until when; ended, never deleted
create table acceptances (
  id text not null,
  organisation_id text not null,
  scope text not null,
  subject_id text not null,
  requirement_id text not null,
  part text not null default ''::text,
  answer_id text not null,
  source_id text not null,
  source_name text not null,
  version_name text,
  differs_here text not null,
  conditions text not null default ''::text,
  until date,
  accepted_by text not null,
  accepted_by_name text not null,
  role text not null,
  accepted_on date not null,
  accepted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by_name text,
  ended_reason text,
  detail_digest text not null,
  on_behalf_of text,
  on_behalf_of_name text,
  review_since text,
  constraint acceptances_pkey PRIMARY KEY (id),
  constraint acceptances_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES signed_answers(id),
  constraint acceptances_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint acceptances_source_id_fkey FOREIGN KEY (source_id) REFERENCES organisations(id),
  constraint acceptances_check CHECK ((source_id <> organisation_id)),
  constraint acceptances_check1 CHECK (((ended_at IS NULL) = (ended_reason IS NULL))),
  constraint acceptances_conditions_check CHECK ((length(conditions) <= 2000)),
  constraint acceptances_detail_digest_check CHECK ((length(detail_digest) = 64)),
  constraint acceptances_differs_here_check CHECK (((length(differs_here) >= 1) AND (length(differs_here) <= 2000))),
  constraint acceptances_ended_reason_check CHECK (((length(ended_reason) >= 1) AND (length(ended_reason) <= 1000))),
  constraint acceptances_on_behalf_of CHECK (((on_behalf_of IS NULL) = (on_behalf_of_name IS NULL))),
  constraint acceptances_review_since_check CHECK (((length(review_since) >= 1) AND (length(review_since) <= 300))),
  constraint acceptances_scope_check CHECK ((scope = ANY (ARRAY['supplier'::text, 'product_version'::text])))
);
CREATE INDEX acceptances_by_answer ON public.acceptances USING btree (answer_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX acceptances_current ON public.acceptances USING btree (organisation_id, scope, subject_id, requirement_id, part) WHERE (ended_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Words of a system AI lead to the organisation that runs a deployment, and its answer; both read it, nobody else
create table advice (
  id text not null,
  organisation_id text not null,
  to_organisation_id text not null,
  deployment_id text not null,
  kind text not null,
  words text not null,
  given_by text not null,
  given_at timestamp with time zone not null,
  answer text,
  answered_by text,
  answered_by_role text,
  answered_at timestamp with time zone,
  constraint advice_pkey PRIMARY KEY (id),
  constraint advice_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint advice_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint advice_to_organisation_id_fkey FOREIGN KEY (to_organisation_id) REFERENCES organisations(id),
  constraint advice_answer_check CHECK (((length(answer) >= 1) AND (length(answer) <= 2000))),
  constraint advice_kind_check CHECK ((kind = ANY (ARRAY['advice'::text, 'introduction'::text]))),
  constraint advice_words_check CHECK (((length(words) >= 1) AND (length(words) <= 2000)))
);
CREATE INDEX advice_by_deployment ON public.advice USING btree (deployment_id, id DESC);
CREATE INDEX advice_unanswered ON public.advice USING btree (to_organisation_id, id) WHERE (answered_at IS NULL);
-- the application may: select, insert, update
-- policy addressed: select for wardround_app using (to_organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy answered: update for wardround_app using (to_organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (to_organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Who was told of an alert and what they answered; people stand here by role only, by name in the audit trail of their own organisation
create table alert_recipients (
  alert_id text not null,
  organisation_id text not null,
  recipient text not null,
  part text not null,
  deployment_id text,
  held_back boolean not null,
  needs_answer boolean not null,
  told_at timestamp with time zone not null,
  due_on date not null,
  state text not null default 'told'::text,
  acknowledged_at timestamp with time zone,
  acknowledged_by_role text,
  answered_at timestamp with time zone,
  answered_by_role text,
  answer_reason text,
  completed_at timestamp with time zone,
  completed_by_role text,
  constraint alert_recipients_pkey PRIMARY KEY (alert_id, organisation_id, recipient),
  constraint alert_recipients_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id),
  constraint alert_recipients_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint alert_recipients_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint alert_recipients_answer_reason_check CHECK ((length(answer_reason) <= 2000)),
  constraint alert_recipients_part_check CHECK ((part = ANY (ARRAY['runs-it'::text, 'supplier'::text]))),
  constraint alert_recipients_state_check CHECK ((state = ANY (ARRAY['told'::text, 'acknowledged'::text, 'action-required'::text, 'action-not-required'::text, 'complete'::text])))
);
CREATE INDEX alert_recipients_by_deployment ON public.alert_recipients USING btree (deployment_id);
CREATE INDEX alert_recipients_open ON public.alert_recipients USING btree (organisation_id, due_on) WHERE (state = ANY (ARRAY['told'::text, 'acknowledged'::text, 'action-required'::text]));
CREATE INDEX alert_recipients_overdue ON public.alert_recipients USING btree (due_on) WHERE (state = 'told'::text);
-- the application may: select, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy partners: select for wardround_app using ((NOT held_back) AND (organisation_id IN ( SELECT partner_organisations() AS partner_organisations)))

-- tenant
create table alerts (
  id text not null,
  issued_by_organisation_id text not null,
  issued_by_role text not null,
  notice text not null,
  cause text not null,
  severity text not null,
  kind text not null,
  product_id text not null,
  version_id text not null,
  use_case text not null,
  contact_role text not null,
  issued_at timestamp with time zone not null,
  stood_down_at timestamp with time zone,
  stood_down_reason text,
  constraint alerts_pkey PRIMARY KEY (id),
  constraint alerts_issued_by_organisation_id_fkey FOREIGN KEY (issued_by_organisation_id) REFERENCES organisations(id),
  constraint alerts_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id),
  constraint alerts_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint alerts_kind_check CHECK ((length(kind) <= 60)),
  constraint alerts_notice_check CHECK ((notice = ANY (ARRAY['alert'::text, 'stop'::text, 'cease'::text]))),
  constraint alerts_severity_check CHECK ((severity = ANY (ARRAY['serious'::text, 'information'::text]))),
  constraint alerts_stood_down_reason_check CHECK ((length(stood_down_reason) <= 2000)),
  constraint alerts_use_case_check CHECK ((length(use_case) <= 200))
);
CREATE INDEX alerts_by_product ON public.alerts USING btree (product_id, id DESC);
CREATE UNIQUE INDEX alerts_once ON public.alerts USING btree (issued_by_organisation_id, cause);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (issued_by_organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (issued_by_organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy seen: select for wardround_app using (id IN ( SELECT visible_alerts() AS visible_alerts))

-- tenant
create table answer_drafts (
  id text not null,
  organisation_id text not null,
  deployment_id text,
  requirement_id text not null,
  field_values jsonb not null default '{}'::jsonb,
  fields_not_applicable jsonb not null default '{}'::jsonb,
  not_applicable_reason text,
  answered_on date not null,
  begun_by text not null,
  changed_by text not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null,
  revision integer not null default 1,
  scope text not null,
  subject_id text not null,
  part text not null default ''::text,
  started_from text,
  started_from_name text,
  constraint answer_drafts_pkey PRIMARY KEY (id),
  constraint answer_drafts_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint answer_drafts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint answer_drafts_started_from_fkey FOREIGN KEY (started_from) REFERENCES signed_answers(id),
  constraint answer_drafts_adopter CHECK (((scope <> 'adopter'::text) OR (subject_id = organisation_id))),
  constraint answer_drafts_not_applicable_reason_check CHECK (((length(not_applicable_reason) >= 1) AND (length(not_applicable_reason) <= 2000))),
  constraint answer_drafts_scope CHECK ((scope = ANY (ARRAY['supplier'::text, 'product_version'::text, 'adopter'::text, 'deployment'::text]))),
  constraint answer_drafts_subject CHECK ((NOT (deployment_id IS DISTINCT FROM
CASE
    WHEN (scope = 'deployment'::text) THEN subject_id
    ELSE NULL::text
END)))
);
CREATE UNIQUE INDEX answer_drafts_once ON public.answer_drafts USING btree (organisation_id, scope, subject_id, requirement_id, part);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table api_keys (
  id text not null,
  organisation_id text not null,
  name text not null,
  prefix text not null,
  key_hash text not null,
  scopes text[] not null,
  role text not null,
  created_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_on date,
  revoked_at timestamp with time zone,
  revoked_by text,
  constraint api_keys_key_hash_key UNIQUE (key_hash),
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE INDEX api_keys_by_organisation ON public.api_keys USING btree (organisation_id, id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Who did what, when, with before and after; written in the commit of the act
create table audit (
  id text not null,
  occurred_at timestamp with time zone not null,
  organisation_id text,
  actor_id text not null,
  actor_kind text not null,
  actor_name text not null,
  actor_roles text[] not null,
  command text not null,
  subject_kind text not null,
  subject_id text not null,
  reason text,
  before jsonb,
  after jsonb,
  constraint audit_pkey PRIMARY KEY (id),
  constraint audit_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'key'::text, 'system'::text, 'public'::text])))
);
CREATE INDEX audit_by_organisation ON public.audit USING btree (organisation_id, id);
CREATE INDEX audit_by_subject ON public.audit USING btree (subject_kind, subject_id, id);
-- the application may: select, insert
-- policy add: insert for wardround_app with check (NOT (organisation_id IS DISTINCT FROM ( SELECT current_organisation() AS current_organisation)))
-- policy read: select for wardround_app using ((organisation_id = ( SELECT current_organisation() AS current_organisation)) OR ((organisation_id IS NULL) AND (( SELECT current_authority() AS current_authority) = 'operator'::text)))

-- tenant: Who catches up a requirement and by when, for a tool that was in use before it was assessed
create table catch_up_plans (
  deployment_id text not null,
  requirement_id text not null,
  organisation_id text not null,
  owner_id text not null,
  owner_name text not null,
  due date not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint catch_up_plans_pkey PRIMARY KEY (deployment_id, requirement_id),
  constraint catch_up_plans_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint catch_up_plans_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint catch_up_plans_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id)
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: What is chased after a deployment ceased; nothing here ever held the cease up
create table cease_tasks (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  item text not null,
  owner_id text,
  due date,
  note text not null default ''::text,
  settled text,
  settled_at timestamp with time zone,
  settled_by text,
  settled_by_name text,
  constraint cease_tasks_pkey PRIMARY KEY (id),
  constraint cease_tasks_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint cease_tasks_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint cease_tasks_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id),
  constraint cease_tasks_note_check CHECK ((length(note) <= 1000)),
  constraint cease_tasks_settled_check CHECK ((settled = ANY (ARRAY['done'::text, 'not-needed'::text])))
);
CREATE INDEX cease_tasks_by_owner ON public.cease_tasks USING btree (owner_id) WHERE (settled IS NULL);
CREATE UNIQUE INDEX cease_tasks_by_item ON public.cease_tasks USING btree (deployment_id, item);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table ceases (
  deployment_id text not null,
  organisation_id text not null,
  reasons text[] not null,
  explanation text not null default ''::text,
  version_id text,
  ceased_at timestamp with time zone not null,
  ceased_by text not null,
  ceased_by_name text not null,
  constraint ceases_pkey PRIMARY KEY (deployment_id),
  constraint ceases_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint ceases_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint ceases_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint ceases_explanation_check CHECK ((length(explanation) <= 2000)),
  constraint ceases_reasons_check CHECK (((cardinality(reasons) >= 1) AND (cardinality(reasons) <= 12)))
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy partners: select for wardround_app using (deployment_id IN ( SELECT deployments.id FROM deployments WHERE ((NOT deployments.held_back) AND (deployments.organisation_id IN ( SELECT partner_organisations() AS partner_organisations)))))

-- tenant
create table chart_rebases (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  measure text not null,
  threshold text not null,
  site text not null,
  starts_on date not null,
  reason text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null,
  undone_by text,
  undone_by_name text,
  undone_at timestamp with time zone,
  undone_reason text,
  constraint chart_rebases_pkey PRIMARY KEY (id),
  constraint chart_rebases_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint chart_rebases_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint chart_rebases_check CHECK ((((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undone_reason IS NULL)))),
  constraint chart_rebases_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
  constraint chart_rebases_undone_reason_check CHECK (((length(undone_reason) >= 1) AND (length(undone_reason) <= 2000)))
);
CREATE UNIQUE INDEX chart_rebases_once ON public.chart_rebases USING btree (deployment_id, measure, threshold, site, starts_on) WHERE (undone_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Every telling of a charter test, the newest counts; who said so, in which role and when stay
create table charter_answers (
  id text not null,
  organisation_id text not null,
  entry_id text not null,
  test text not null,
  answer text not null,
  controller_id text,
  reason text not null default ''::text,
  said_by text not null,
  said_by_name text not null,
  said_by_role text not null,
  said_at timestamp with time zone not null,
  constraint charter_answers_pkey PRIMARY KEY (id),
  constraint charter_answers_controller_id_fkey FOREIGN KEY (controller_id) REFERENCES organisations(id),
  constraint charter_answers_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES collaboration_entries(id),
  constraint charter_answers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint charter_answers_check CHECK ((((test = 'C1'::text) AND (answer = ANY (ARRAY['non-clinical'::text, 'clinical'::text]))) OR ((test = 'C2'::text) AND (answer = 'controller'::text)) OR ((test = 'C3'::text) AND (answer = ANY (ARRAY['synthetic'::text, 'anonymised-aggregate'::text, 'none'::text, 'personal'::text]))) OR ((test = 'C4'::text) AND (answer = ANY (ARRAY['not-medical'::text, 'medical'::text]))))),
  constraint charter_answers_check1 CHECK (((test = 'C2'::text) = (controller_id IS NOT NULL))),
  constraint charter_answers_reason CHECK (((answer <> ALL (ARRAY['clinical'::text, 'not-medical'::text])) OR (reason <> ''::text))),
  constraint charter_answers_reason_check CHECK ((length(reason) <= 2000))
);
CREATE INDEX charter_answers_by_entry ON public.charter_answers USING btree (entry_id, test, id DESC);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy parties: select for wardround_app using (entry_id IN ( SELECT collaboration_entries.id FROM collaboration_entries WHERE (collaboration_entries.collaboration_id IN ( SELECT collaborations_joined() AS collaborations_joined))))

-- tenant: When a charter test of something under a charter was seen to fail, and when it passed again or left
create table charter_breaches (
  id text not null,
  organisation_id text not null,
  entry_id text not null,
  test text not null,
  because text not null,
  noticed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint charter_breaches_pkey PRIMARY KEY (id),
  constraint charter_breaches_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES collaboration_entries(id),
  constraint charter_breaches_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint charter_breaches_because_check CHECK (((length(because) >= 1) AND (length(because) <= 4000))),
  constraint charter_breaches_test_check CHECK ((test = ANY (ARRAY['C1'::text, 'C2'::text, 'C3'::text, 'C4'::text])))
);
CREATE INDEX charter_breaches_by_organisation ON public.charter_breaches USING btree (organisation_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX charter_breaches_open ON public.charter_breaches USING btree (entry_id, test) WHERE (ended_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy parties: select for wardround_app using (entry_id IN ( SELECT collaboration_entries.id FROM collaboration_entries WHERE (collaboration_entries.collaboration_id IN ( SELECT collaborations_joined() AS collaborations_joined))))

-- tenant: Documents that a search after they were added found to identify somebody; nobody opens them but who may put them right
create table closed_documents (
  document_id text not null,
  organisation_id text not null,
  closed_at timestamp with time zone not null,
  because text[] not null,
  constraint closed_documents_pkey PRIMARY KEY (document_id),
  constraint closed_documents_document_id_fkey FOREIGN KEY (document_id) REFERENCES evidence_documents(id),
  constraint closed_documents_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint closed_documents_because_check CHECK (((because <@ ARRAY['nhs-number'::text, 'date-of-birth'::text, 'email'::text, 'telephone'::text, 'postcode'::text]) AND (because <> '{}'::text[])))
);
CREATE INDEX closed_documents_by_organisation ON public.closed_documents USING btree (organisation_id, closed_at);
-- the application may: select, insert
-- policy add: insert for wardround_app with check ((organisation_id = ( SELECT current_organisation() AS current_organisation)) AND (( SELECT current_authority() AS current_authority) = 'job'::text))
-- policy read: select for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: The deployments and opportunities that belong to a collaboration, and those that did
create table collaboration_entries (
  id text not null,
  collaboration_id text not null,
  organisation_id text not null,
  opportunity_id text,
  deployment_id text,
  title text not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  left_at timestamp with time zone,
  left_by_name text,
  left_reason text,
  constraint collaboration_entries_pkey PRIMARY KEY (id),
  constraint collaboration_entries_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaborations(id),
  constraint collaboration_entries_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint collaboration_entries_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint collaboration_entries_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint collaboration_entries_check CHECK ((num_nonnulls(opportunity_id, deployment_id) > 0)),
  constraint collaboration_entries_left_reason_check CHECK ((length(left_reason) <= 2000)),
  constraint collaboration_entries_title_check CHECK (((length(title) >= 1) AND (length(title) <= 420)))
);
CREATE INDEX collaboration_entries_by_collaboration ON public.collaboration_entries USING btree (collaboration_id, id);
CREATE UNIQUE INDEX collaboration_entries_deployment ON public.collaboration_entries USING btree (deployment_id) WHERE (left_at IS NULL);
CREATE UNIQUE INDEX collaboration_entries_opportunity ON public.collaboration_entries USING btree (opportunity_id) WHERE (left_at IS NULL);
-- the application may: select, insert, update
-- policy joined: insert for wardround_app with check ((collaboration_id IN ( SELECT collaborations_open() AS collaborations_open)) AND ((deployment_id IS NULL) OR (EXISTS ( SELECT 1 FROM deployments d WHERE ((d.id = collaboration_entries.deployment_id) AND (d.organisation_id = ( SELECT current_organisation() AS current_organisation)))))) AND ((opportunity_id IS NULL) OR (EXISTS ( SELECT 1 FROM opportunities p WHERE ((p.id = collaboration_entries.opportunity_id) AND (p.organisation_id = ( SELECT current_organisation() AS current_organisation)))))))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy parties: select for wardround_app using (collaboration_id IN ( SELECT collaborations_joined() AS collaborations_joined))

-- tenant
create table collaboration_parties (
  id text not null,
  collaboration_id text not null,
  organisation_id text not null,
  state text not null,
  invited_by_name text not null,
  invited_at timestamp with time zone not null,
  answered_by_name text,
  answered_at timestamp with time zone,
  left_at timestamp with time zone,
  left_by_name text,
  left_reason text,
  constraint collaboration_parties_pkey PRIMARY KEY (id),
  constraint collaboration_parties_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaborations(id),
  constraint collaboration_parties_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint collaboration_parties_left_reason_check CHECK ((length(left_reason) <= 2000)),
  constraint collaboration_parties_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'agreed'::text, 'declined'::text, 'left'::text])))
);
CREATE INDEX collaboration_parties_by_organisation ON public.collaboration_parties USING btree (organisation_id, state);
CREATE UNIQUE INDEX collaboration_parties_open ON public.collaboration_parties USING btree (collaboration_id, organisation_id) WHERE (state = ANY (ARRAY['invited'::text, 'agreed'::text]));
-- the application may: select, update
-- policy answer: update for wardround_app using ((organisation_id = ( SELECT current_organisation() AS current_organisation)) AND (state = 'invited'::text)) with check ((organisation_id = ( SELECT current_organisation() AS current_organisation)) AND (state = ANY (ARRAY['agreed'::text, 'declined'::text])))
-- policy own: select for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy parties: select for wardround_app using (collaboration_id IN ( SELECT collaborations_known() AS collaborations_known))

-- tenant
create table collaboration_signatures (
  id text not null,
  collaboration_id text not null,
  organisation_id text not null,
  wording integer not null,
  signed_by text not null,
  signed_by_name text not null,
  role text not null,
  signed_at timestamp with time zone not null,
  constraint collaboration_signatures_pkey PRIMARY KEY (id),
  constraint collaboration_signatures_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaborations(id),
  constraint collaboration_signatures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
);
CREATE UNIQUE INDEX collaboration_signatures_once ON public.collaboration_signatures USING btree (collaboration_id, organisation_id, wording);
-- the application may: select, insert
-- policy joined: insert for wardround_app with check (collaboration_id IN ( SELECT collaborations_open() AS collaborations_open))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy parties: select for wardround_app using (collaboration_id IN ( SELECT collaborations_known() AS collaborations_known))

-- tenant
create table collaborations (
  id text not null,
  organisation_id text not null,
  name text not null,
  purpose text not null,
  under_charter boolean not null,
  term_from date not null,
  term_until date,
  review_due date not null,
  wording integer not null default 1,
  ended_on date,
  end_reason text,
  ended_by_name text,
  set_up_by text not null,
  set_up_by_name text not null,
  set_up_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint collaborations_pkey PRIMARY KEY (id),
  constraint collaborations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint collaborations_end CHECK (((ended_on IS NULL) = (end_reason IS NULL))),
  constraint collaborations_end_reason_check CHECK ((length(end_reason) <= 2000)),
  constraint collaborations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint collaborations_purpose_check CHECK (((length(purpose) >= 1) AND (length(purpose) <= 4000))),
  constraint collaborations_term CHECK (((term_until IS NULL) OR (term_until >= term_from)))
);
CREATE INDEX collaborations_by_review ON public.collaborations USING btree (organisation_id, review_due) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX collaborations_by_name ON public.collaborations USING btree (organisation_id, lower(name)) WHERE (ended_on IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy parties: select for wardround_app using (id IN ( SELECT collaborations_known() AS collaborations_known))

-- shared-read: What a version is built on, as somebody told it; a row of kind not-disclosed says that the supplier does not say
create table components (
  id text not null,
  version_id text not null,
  organisation_id text not null,
  name text not null,
  kind text not null,
  said_by text not null,
  said_at timestamp with time zone not null,
  constraint components_pkey PRIMARY KEY (id),
  constraint components_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint components_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint components_kind_check CHECK ((kind = ANY (ARRAY['model'::text, 'service'::text, 'not-disclosed'::text]))),
  constraint components_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE INDEX components_by_version ON public.components USING btree (version_id);
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy change: update for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy read: select for wardround_app using (( SELECT current_actor() AS current_actor) IS NOT NULL)

-- tenant: What was done about a concern; corrections are new entries and nothing is deleted
create table concern_entries (
  id text not null,
  organisation_id text not null,
  concern_id text not null,
  kind text not null,
  words text not null,
  severity text,
  hazard text,
  signal_id text,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  constraint concern_entries_pkey PRIMARY KEY (id),
  constraint concern_entries_concern_id_fkey FOREIGN KEY (concern_id) REFERENCES concerns(id),
  constraint concern_entries_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint concern_entries_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES signals(id),
  constraint concern_entries_kind_check CHECK ((kind = ANY (ARRAY['acknowledged'::text, 'comment'::text, 'signal'::text, 'triaged'::text, 'closed'::text, 'reopened'::text, 'redacted'::text]))),
  constraint concern_entries_words_check CHECK ((length(words) <= 4000))
);
CREATE INDEX concern_entries_by_concern ON public.concern_entries USING btree (concern_id, id);
CREATE UNIQUE INDEX concern_entries_by_signal ON public.concern_entries USING btree (signal_id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table concerns (
  id text not null,
  organisation_id text not null,
  reference text not null,
  deployment_id text,
  tool text not null default ''::text,
  what_happened text not null,
  noticed_on date,
  harm text not null,
  still_happening text not null,
  origin text not null,
  signal_id text,
  raised_by text,
  raised_by_name text,
  raised_at timestamp with time zone not null,
  acknowledge_by date not null,
  triage_by date not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by_name text,
  state text not null default 'reported'::text,
  severity text,
  kind text,
  version_id text,
  triaged_at timestamp with time zone,
  triaged_by_name text,
  alert_id text,
  outcome text,
  closed_at timestamp with time zone,
  redacted_at timestamp with time zone,
  revision integer not null default 1,
  constraint concerns_pkey PRIMARY KEY (id),
  constraint concerns_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id),
  constraint concerns_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint concerns_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint concerns_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES signals(id),
  constraint concerns_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint concerns_harm_check CHECK ((harm = ANY (ARRAY['not-answered'::text, 'no'::text, 'not-sure'::text, 'minor'::text, 'serious'::text]))),
  constraint concerns_kind_check CHECK ((length(kind) <= 60)),
  constraint concerns_origin_check CHECK ((origin = ANY (ARRAY['staff'::text, 'public'::text, 'signal'::text]))),
  constraint concerns_outcome_check CHECK ((length(outcome) <= 4000)),
  constraint concerns_severity_check CHECK ((severity = ANY (ARRAY['not-serious'::text, 'serious'::text]))),
  constraint concerns_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'triaged'::text, 'closed'::text]))),
  constraint concerns_still_happening_check CHECK ((still_happening = ANY (ARRAY['not-answered'::text, 'yes'::text, 'no'::text, 'not-sure'::text]))),
  constraint concerns_tool_check CHECK ((length(tool) <= 200)),
  constraint concerns_what_happened_check CHECK (((length(what_happened) >= 1) AND (length(what_happened) <= 4000)))
);
CREATE INDEX concerns_by_deployment ON public.concerns USING btree (deployment_id, id DESC);
CREATE INDEX concerns_by_organisation ON public.concerns USING btree (organisation_id, id DESC);
CREATE INDEX concerns_by_reporter ON public.concerns USING btree (raised_by, id DESC);
CREATE INDEX concerns_to_triage ON public.concerns USING btree (organisation_id, triage_by) WHERE (state = 'reported'::text);
CREATE UNIQUE INDEX concerns_by_reference ON public.concerns USING btree (organisation_id, reference);
CREATE UNIQUE INDEX concerns_by_signal ON public.concerns USING btree (signal_id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: A named person of a system read a source and confirms what the agreed way says; counts while the digest of the text is the same
create table confirmations (
  id text not null,
  organisation_id text not null,
  item text not null,
  digest text not null,
  source_address text not null,
  read_on date not null,
  note text not null,
  confirmed_by text not null,
  confirmed_by_name text not null,
  role text not null,
  confirmed_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by_name text,
  withdrawn_because text,
  constraint confirmations_pkey PRIMARY KEY (id),
  constraint confirmations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint confirmations_check CHECK (((withdrawn_at IS NULL) = (withdrawn_because IS NULL))),
  constraint confirmations_digest_check CHECK ((length(digest) = 64)),
  constraint confirmations_item_check CHECK (((length(item) >= 1) AND (length(item) <= 200))),
  constraint confirmations_note_check CHECK ((length(note) <= 2000)),
  constraint confirmations_source_address_check CHECK (((length(source_address) >= 8) AND (length(source_address) <= 500))),
  constraint confirmations_withdrawn_because_check CHECK (((length(withdrawn_because) >= 1) AND (length(withdrawn_because) <= 2000)))
);
CREATE UNIQUE INDEX confirmations_standing ON public.confirmations USING btree (organisation_id, item) WHERE (withdrawn_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy partners: select for wardround_app using (organisation_id IN ( SELECT current_systems() AS current_systems))

-- tenant: The organisations that a group's deployment covers
create table deployment_members (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  member_id text not null,
  added_by text not null,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  removed_by text,
  removed_by_name text,
  removed_reason text,
  constraint deployment_members_pkey PRIMARY KEY (id),
  constraint deployment_members_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint deployment_members_member_id_fkey FOREIGN KEY (member_id) REFERENCES organisations(id),
  constraint deployment_members_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint deployment_members_other CHECK ((member_id <> organisation_id)),
  constraint deployment_members_removed_reason_check CHECK (((length(removed_reason) >= 1) AND (length(removed_reason) <= 2000)))
);
CREATE INDEX deployment_members_by_member ON public.deployment_members USING btree (member_id) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX deployment_members_once ON public.deployment_members USING btree (deployment_id, member_id) WHERE (removed_at IS NULL);
-- the application may: select, insert, update
-- policy member: select for wardround_app using (member_id = ( SELECT current_organisation() AS current_organisation))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table deployment_sites (
  deployment_id text not null,
  site_id text not null,
  organisation_id text not null,
  constraint deployment_sites_pkey PRIMARY KEY (deployment_id, site_id),
  constraint deployment_sites_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint deployment_sites_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint deployment_sites_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id)
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table deployment_versions (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  version_id text,
  configuration text not null default ''::text,
  ran_from timestamp with time zone not null,
  ran_until timestamp with time zone,
  noted_by text not null,
  noted_at timestamp with time zone not null,
  constraint deployment_versions_pkey PRIMARY KEY (id),
  constraint deployment_versions_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint deployment_versions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint deployment_versions_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint deployment_versions_check CHECK (((ran_until IS NULL) OR (ran_until >= ran_from))),
  constraint deployment_versions_configuration_check CHECK ((length(configuration) <= 2000))
);
CREATE INDEX deployment_versions_by_version ON public.deployment_versions USING btree (version_id);
CREATE UNIQUE INDEX deployment_versions_open ON public.deployment_versions USING btree (deployment_id) WHERE (ran_until IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table deployments (
  id text not null,
  organisation_id text not null,
  opportunity_id text not null,
  use_case_id text not null,
  product_id text not null,
  version_id text,
  owner_id text not null,
  contact_role text not null default 'deployment-owner'::text,
  stage text not null,
  stage_since date not null,
  state text not null default 'running'::text,
  state_reason text,
  in_use_before_assessment boolean not null default false,
  held_back boolean not null default false,
  facts jsonb not null default '{}'::jsonb,
  pilot_ends date,
  review_due date,
  switch_off_how text not null default ''::text,
  switch_off_who text not null default ''::text,
  registered_by text not null,
  registered_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint deployments_pkey PRIMARY KEY (id),
  constraint deployments_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint deployments_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint deployments_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id),
  constraint deployments_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id),
  constraint deployments_use_case_id_fkey FOREIGN KEY (use_case_id) REFERENCES use_cases(id),
  constraint deployments_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint deployments_stage_check CHECK ((stage = ANY (ARRAY['assess'::text, 'pilot'::text, 'implement'::text, 'usual'::text, 'scale'::text, 'cease'::text]))),
  constraint deployments_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'parked'::text, 'stop-called'::text, 'ceased'::text]))),
  constraint deployments_switch_off_how_check CHECK ((length(switch_off_how) <= 1000)),
  constraint deployments_switch_off_who_check CHECK ((length(switch_off_who) <= 200))
);
CREATE INDEX deployments_by_change ON public.deployments USING btree (changed_at DESC, id DESC);
CREATE INDEX deployments_by_opportunity ON public.deployments USING btree (opportunity_id);
CREATE INDEX deployments_by_organisation ON public.deployments USING btree (organisation_id, changed_at DESC, id DESC);
CREATE INDEX deployments_by_organisation_and_stage ON public.deployments USING btree (organisation_id, stage, changed_at DESC, id DESC);
CREATE INDEX deployments_by_owner ON public.deployments USING btree (owner_id) WHERE (state <> 'ceased'::text);
CREATE INDEX deployments_by_product ON public.deployments USING btree (product_id, id DESC);
CREATE INDEX deployments_by_stage ON public.deployments USING btree (stage, changed_at DESC, id DESC);
CREATE INDEX deployments_by_stage_since ON public.deployments USING btree (stage_since DESC, id DESC);
CREATE INDEX deployments_by_state ON public.deployments USING btree (state, changed_at DESC, id DESC);
CREATE INDEX deployments_by_use_case ON public.deployments USING btree (use_case_id);
CREATE INDEX deployments_by_version ON public.deployments USING btree (version_id, organisation_id);
-- the application may: select, insert, update
-- policy members: select for wardround_app using (id IN ( SELECT deployment_members.deployment_id FROM deployment_members WHERE ((deployment_members.member_id = ( SELECT current_organisation() AS current_organisation)) AND (deployment_members.removed_at IS NULL))))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy partners: select for wardround_app using ((NOT held_back) AND (organisation_id IN ( SELECT partner_organisations() AS partner_organisations)))

-- tenant: Somebody who holds a role named somebody to stand in for them, from a day to a day
create table deputies (
  id text not null,
  organisation_id text not null,
  role text not null,
  principal_id text not null,
  principal_name text not null,
  deputy_id text not null,
  deputy_name text not null,
  first_day date not null,
  last_day date not null,
  reason text not null,
  named_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  ended_by_name text,
  ended_reason text,
  constraint deputies_pkey PRIMARY KEY (id),
  constraint deputies_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES people(id),
  constraint deputies_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint deputies_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES people(id),
  constraint deputies_check CHECK ((last_day >= first_day)),
  constraint deputies_ended_reason_check CHECK (((length(ended_reason) >= 1) AND (length(ended_reason) <= 2000))),
  constraint deputies_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
  constraint deputies_somebody_else CHECK ((deputy_id <> principal_id))
);
CREATE INDEX deputies_by_deputy ON public.deputies USING btree (deputy_id, last_day) WHERE (ended_at IS NULL);
CREATE INDEX deputies_by_organisation ON public.deputies USING btree (organisation_id, last_day DESC, id);
CREATE UNIQUE INDEX deputies_once ON public.deputies USING btree (organisation_id, role, principal_id, deputy_id, first_day) WHERE (ended_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Who opened a document, and when
create table document_openings (
  id text not null,
  organisation_id text not null,
  document_id text not null,
  opened_by text not null,
  opened_by_name text not null,
  opened_at timestamp with time zone not null,
  constraint document_openings_pkey PRIMARY KEY (id),
  constraint document_openings_document_id_fkey FOREIGN KEY (document_id) REFERENCES evidence_documents(id),
  constraint document_openings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
);
CREATE INDEX document_openings_by_document ON public.document_openings USING btree (document_id, id DESC);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- system: The outbox: what happened, written in the commit of the act; one job a subscriber carries it on
create table events (
  id text not null,
  name text not null,
  occurred_at timestamp with time zone not null,
  organisation_id text,
  actor_id text not null,
  payload jsonb not null,
  constraint events_pkey PRIMARY KEY (id)
);
CREATE INDEX events_by_name ON public.events USING btree (name, id);
-- the application may: insert
-- policy add: insert for wardround_app with check (NOT (organisation_id IS DISTINCT FROM ( SELECT current_organisation() AS current_organisation)))

-- tenant
create table evidence_documents (
  id text not null,
  organisation_id text not null,
  deployment_id text,
  requirement_id text not null,
  kind text not null,
  title text not null,
  file_name text,
  media_type text,
  size integer,
  digest text,
  address text,
  scan text not null,
  added_on date not null,
  added_at timestamp with time zone not null,
  added_by text not null,
  added_by_name text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by_name text,
  withdrawn_reason text,
  scope text not null,
  subject_id text not null,
  part text not null default ''::text,
  not_scanned_because text,
  constraint evidence_documents_pkey PRIMARY KEY (id),
  constraint evidence_documents_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint evidence_documents_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint evidence_documents_adopter CHECK (((scope <> 'adopter'::text) OR (subject_id = organisation_id))),
  constraint evidence_documents_check CHECK (((kind = 'file'::text) = (digest IS NOT NULL))),
  constraint evidence_documents_check1 CHECK (((kind = 'link'::text) = (address IS NOT NULL))),
  constraint evidence_documents_digest_check CHECK ((length(digest) = 64)),
  constraint evidence_documents_kind_check CHECK ((kind = ANY (ARRAY['file'::text, 'link'::text]))),
  constraint evidence_documents_not_scanned_because_check CHECK ((not_scanned_because = ANY (ARRAY['picture'::text, 'unreadable'::text, 'locked'::text, 'no-words'::text, 'pages-without-words'::text, 'files-inside'::text, 'too-long'::text, 'missing'::text]))),
  constraint evidence_documents_reason_where_not_scanned CHECK (((not_scanned_because IS NULL) OR (scan = 'not-scanned'::text))),
  constraint evidence_documents_scan_check CHECK ((scan = ANY (ARRAY['scanned'::text, 'not-scanned'::text, 'not-stored-here'::text]))),
  constraint evidence_documents_scope CHECK ((scope = ANY (ARRAY['supplier'::text, 'product_version'::text, 'adopter'::text, 'deployment'::text]))),
  constraint evidence_documents_subject CHECK ((NOT (deployment_id IS DISTINCT FROM
CASE
    WHEN (scope = 'deployment'::text) THEN subject_id
    ELSE NULL::text
END))),
  constraint evidence_documents_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE INDEX evidence_documents_by_digest ON public.evidence_documents USING btree (organisation_id, digest) WHERE (digest IS NOT NULL);
CREATE INDEX evidence_documents_by_subject ON public.evidence_documents USING btree (organisation_id, scope, subject_id, requirement_id, id);
CREATE INDEX evidence_documents_to_search ON public.evidence_documents USING btree (organisation_id, id) WHERE ((kind = 'file'::text) AND (scan = 'not-scanned'::text) AND (not_scanned_because IS NULL));
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Who of another organisation opened a signed answer, or a document beside it, and when; both sides read it
create table evidence_openings (
  id text not null,
  organisation_id text not null,
  owner_id text not null,
  answer_id text not null,
  document_id text,
  opened_by text not null,
  opened_by_name text not null,
  opened_by_organisation text not null,
  opened_at timestamp with time zone not null,
  constraint evidence_openings_pkey PRIMARY KEY (id),
  constraint evidence_openings_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES signed_answers(id),
  constraint evidence_openings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint evidence_openings_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
);
CREATE INDEX evidence_openings_by_owner ON public.evidence_openings USING btree (owner_id, answer_id, id DESC);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy owner: select for wardround_app using (owner_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: When the clock last began to search a file that was added before such files were searched
create table file_searches (
  document_id text not null,
  organisation_id text not null,
  begun_at timestamp with time zone not null,
  attempts smallint not null,
  constraint file_searches_pkey PRIMARY KEY (document_id),
  constraint file_searches_document_id_fkey FOREIGN KEY (document_id) REFERENCES evidence_documents(id),
  constraint file_searches_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint file_searches_attempts_check CHECK ((attempts >= 0))
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table filled_forms (
  id text not null,
  organisation_id text not null,
  scope text not null,
  subject_id text not null,
  form_id text not null,
  form_version text not null,
  started_at timestamp with time zone not null,
  started_by text not null,
  started_by_name text not null,
  changed_at timestamp with time zone not null,
  changed_by_name text not null,
  revision integer not null default 1,
  finished_revision integer,
  constraint filled_forms_pkey PRIMARY KEY (id),
  constraint filled_forms_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint filled_forms_adopter CHECK (((scope <> 'adopter'::text) OR (subject_id = organisation_id))),
  constraint filled_forms_scope_check CHECK ((scope = ANY (ARRAY['supplier'::text, 'product_version'::text, 'adopter'::text, 'deployment'::text])))
);
CREATE UNIQUE INDEX filled_forms_once ON public.filled_forms USING btree (organisation_id, scope, subject_id, form_id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table followed_changes (
  id text not null,
  organisation_id text not null,
  scope text not null,
  subject_id text not null,
  requirement_id text not null,
  because text not null,
  changed_at timestamp with time zone not null,
  constraint followed_changes_pkey PRIMARY KEY (id),
  constraint followed_changes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint followed_changes_because_check CHECK ((length(because) <= 300)),
  constraint followed_changes_scope_check CHECK ((scope = ANY (ARRAY['supplier'::text, 'product_version'::text])))
);
CREATE INDEX followed_changes_by_file ON public.followed_changes USING btree (organisation_id, scope, subject_id, changed_at, id);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: When somebody last looked at what changed in a file that their organisation follows
create table followed_looks (
  organisation_id text not null,
  person_id text not null,
  scope text not null,
  subject_id text not null,
  looked_at timestamp with time zone not null,
  constraint followed_looks_pkey PRIMARY KEY (organisation_id, person_id, scope, subject_id),
  constraint followed_looks_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint followed_looks_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint followed_looks_scope_check CHECK ((scope = ANY (ARRAY['supplier'::text, 'product_version'::text])))
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: The system whose agreed way an organisation was last seen to follow; no row where it never belonged to one
create table followed_systems (
  organisation_id text not null,
  system_id text,
  noted_at timestamp with time zone not null,
  constraint followed_systems_pkey PRIMARY KEY (organisation_id),
  constraint followed_systems_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint followed_systems_system_id_fkey FOREIGN KEY (system_id) REFERENCES organisations(id)
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table follows (
  id text not null,
  organisation_id text not null,
  scope text not null,
  subject_id text not null,
  followed_by text not null,
  followed_by_name text not null,
  followed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint follows_pkey PRIMARY KEY (id),
  constraint follows_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint follows_scope_check CHECK ((scope = ANY (ARRAY['supplier'::text, 'product_version'::text])))
);
CREATE INDEX follows_by_subject ON public.follows USING btree (scope, subject_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX follows_once ON public.follows USING btree (organisation_id, scope, subject_id) WHERE (ended_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: What was answered to each question, by whom and when; the highest revision counts and none is changed
create table form_answers (
  filled_form_id text not null,
  code text not null,
  revision integer not null,
  organisation_id text not null,
  value jsonb not null,
  words text not null default ''::text,
  not_applicable_reason text,
  answered_at timestamp with time zone not null,
  answered_by text not null,
  answered_by_name text not null,
  constraint form_answers_once PRIMARY KEY (filled_form_id, code, revision),
  constraint form_answers_filled_form_id_fkey FOREIGN KEY (filled_form_id) REFERENCES filled_forms(id),
  constraint form_answers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint form_answers_not_applicable_reason_check CHECK (((length(not_applicable_reason) >= 1) AND (length(not_applicable_reason) <= 2000))),
  constraint form_answers_words_check CHECK ((length(words) <= 2000))
);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Which documents of the evidence are attached to which question
create table form_attachments (
  filled_form_id text not null,
  code text not null,
  document_id text not null,
  organisation_id text not null,
  added_at timestamp with time zone not null,
  constraint form_attachments_pkey PRIMARY KEY (filled_form_id, code, document_id),
  constraint form_attachments_document_id_fkey FOREIGN KEY (document_id) REFERENCES evidence_documents(id),
  constraint form_attachments_filled_form_id_fkey FOREIGN KEY (filled_form_id) REFERENCES filled_forms(id),
  constraint form_attachments_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Forms as they were finished: the whole of each lies in the evidence by its digest; never changed
create table form_editions (
  filled_form_id text not null,
  number integer not null,
  organisation_id text not null,
  revision integer not null,
  form_version text not null,
  framework_version text not null,
  outcome text not null,
  digest text not null,
  document_id text not null,
  finished_on date not null,
  finished_at timestamp with time zone not null,
  finished_by text not null,
  finished_by_name text not null,
  constraint form_editions_once PRIMARY KEY (filled_form_id, number),
  constraint form_editions_document_id_fkey FOREIGN KEY (document_id) REFERENCES evidence_documents(id),
  constraint form_editions_filled_form_id_fkey FOREIGN KEY (filled_form_id) REFERENCES filled_forms(id),
  constraint form_editions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint form_editions_digest_check CHECK ((length(digest) = 64)),
  constraint form_editions_outcome_check CHECK ((outcome = ANY (ARRAY['passes'::text, 'fails'::text, 'refers'::text, 'not-judged'::text])))
);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Who has a section of a form open, and when they were last seen there
create table form_presence (
  filled_form_id text not null,
  person_id text not null,
  organisation_id text not null,
  person_name text not null,
  section_id text not null,
  began_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint form_presence_pkey PRIMARY KEY (filled_form_id, person_id),
  constraint form_presence_filled_form_id_fkey FOREIGN KEY (filled_form_id) REFERENCES filled_forms(id),
  constraint form_presence_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: What a change of the agreed way touched: gates that running deployments stood before
create table gate_changes (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  gate text not null,
  version text not null,
  proposal_id text,
  changed_at timestamp with time zone not null,
  constraint gate_changes_pkey PRIMARY KEY (id),
  constraint gate_changes_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint gate_changes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint gate_changes_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES way_proposals(id)
);
CREATE INDEX gate_changes_by_deployment ON public.gate_changes USING btree (deployment_id, gate, changed_at DESC);
CREATE INDEX gate_changes_by_organisation ON public.gate_changes USING btree (organisation_id, changed_at DESC);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table gate_conditions (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  decision_id text not null,
  condition text not null,
  owner_id text not null,
  owner_name text not null,
  due date not null,
  closed_at timestamp with time zone,
  closed_by text,
  closed_by_name text,
  closing_note text,
  constraint gate_conditions_pkey PRIMARY KEY (id),
  constraint gate_conditions_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES gate_decisions(id),
  constraint gate_conditions_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint gate_conditions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint gate_conditions_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id),
  constraint gate_conditions_condition_check CHECK (((length(condition) >= 1) AND (length(condition) <= 1000)))
);
CREATE INDEX gate_conditions_by_owner ON public.gate_conditions USING btree (owner_id) WHERE (closed_at IS NULL);
CREATE INDEX gate_conditions_open ON public.gate_conditions USING btree (deployment_id) WHERE (closed_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: What a decision was made on: the facts and the assessment as they were, and by whom; its organisation only
create table gate_decision_grounds (
  decision_id text not null,
  organisation_id text not null,
  reason text not null,
  stage text not null,
  assessment jsonb not null,
  facts jsonb not null,
  decided_by text not null,
  decided_by_name text not null,
  role text not null,
  decided_at timestamp with time zone not null,
  constraint gate_decision_grounds_pkey PRIMARY KEY (decision_id),
  constraint gate_decision_grounds_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES gate_decisions(id),
  constraint gate_decision_grounds_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table gate_decisions (
  id text not null,
  organisation_id text not null,
  opportunity_id text,
  deployment_id text,
  gate text not null,
  decision text not null,
  label text not null,
  effect text not null,
  passed boolean not null,
  decided_on date not null,
  until date,
  framework_version text not null,
  constraint gate_decisions_pkey PRIMARY KEY (id),
  constraint gate_decisions_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint gate_decisions_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint gate_decisions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint gate_decisions_check CHECK (((opportunity_id IS NOT NULL) OR (deployment_id IS NOT NULL)))
);
CREATE INDEX gate_decisions_by_deployment ON public.gate_decisions USING btree (deployment_id, id);
CREATE INDEX gate_decisions_by_opportunity ON public.gate_decisions USING btree (opportunity_id, id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy partners: select for wardround_app using (deployment_id IN ( SELECT deployments.id FROM deployments WHERE ((NOT deployments.held_back) AND (deployments.organisation_id IN ( SELECT partner_organisations() AS partner_organisations)))))

-- tenant
create table gate_exceptions (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  gate text not null,
  target text not null,
  target_name text not null,
  reason text not null,
  until date not null,
  granted_by text not null,
  granted_by_name text not null,
  role text not null,
  granted_on date not null,
  granted_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by text,
  revoked_by_name text,
  revoked_reason text,
  constraint gate_exceptions_pkey PRIMARY KEY (id),
  constraint gate_exceptions_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint gate_exceptions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint gate_exceptions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)))
);
CREATE INDEX gate_exceptions_by_deployment ON public.gate_exceptions USING btree (deployment_id, until) WHERE (revoked_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: When somebody last looked at a gate that a change of the agreed way had touched
create table gate_looks (
  organisation_id text not null,
  person_id text not null,
  deployment_id text not null,
  gate text not null,
  looked_at timestamp with time zone not null,
  constraint gate_looks_pkey PRIMARY KEY (organisation_id, person_id, deployment_id, gate),
  constraint gate_looks_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint gate_looks_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint gate_looks_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Who signed which step before a decision; its words and what it rested on are never changed
create table gate_signatures (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  gate text not null,
  step text not null,
  step_name text not null,
  statement text not null,
  role text not null,
  signed_by text not null,
  signed_by_name text not null,
  on_behalf_of text,
  on_behalf_of_name text,
  signed_on date not null,
  signed_at timestamp with time zone not null,
  note text not null default ''::text,
  basis jsonb not null,
  framework_version text not null,
  ended_as text,
  ended_at timestamp with time zone,
  ended_reason text,
  decision_id text,
  constraint gate_signatures_pkey PRIMARY KEY (id),
  constraint gate_signatures_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES gate_decisions(id),
  constraint gate_signatures_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint gate_signatures_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES people(id),
  constraint gate_signatures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint gate_signatures_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES people(id),
  constraint gate_signatures_check CHECK (((ended_as IS NULL) = (ended_at IS NULL))),
  constraint gate_signatures_check1 CHECK ((((ended_as = 'decided'::text) = (decision_id IS NOT NULL)) OR (ended_as IS NULL))),
  constraint gate_signatures_check2 CHECK (((on_behalf_of IS NULL) = (on_behalf_of_name IS NULL))),
  constraint gate_signatures_check3 CHECK (((on_behalf_of IS NULL) OR (on_behalf_of <> signed_by))),
  constraint gate_signatures_ended_as_check CHECK ((ended_as = ANY (ARRAY['taken-back'::text, 'given-again'::text, 'decided'::text]))),
  constraint gate_signatures_ended_reason_check CHECK (((length(ended_reason) >= 1) AND (length(ended_reason) <= 2000))),
  constraint gate_signatures_note_check CHECK ((length(note) <= 2000))
);
CREATE INDEX gate_signatures_by_gate ON public.gate_signatures USING btree (deployment_id, gate, id);
CREATE INDEX gate_signatures_waiting ON public.gate_signatures USING btree (organisation_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX gate_signatures_open ON public.gate_signatures USING btree (deployment_id, gate, step, signed_by) WHERE (ended_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: What a group did for its members, as it stood: each requirement with who signed it; never changed, the newest counts
create table group_statements (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  words text not null,
  items jsonb not null,
  version_id text,
  version_name text,
  stated_by text not null,
  stated_by_name text not null,
  role text not null,
  stated_on date not null,
  stated_at timestamp with time zone not null,
  constraint group_statements_pkey PRIMARY KEY (id),
  constraint group_statements_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint group_statements_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint group_statements_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint group_statements_words_check CHECK (((length(words) >= 1) AND (length(words) <= 4000)))
);
CREATE INDEX group_statements_by_deployment ON public.group_statements USING btree (deployment_id, id DESC);
-- the application may: select, insert, update
-- policy member: select for wardround_app using (deployment_id IN ( SELECT deployment_members.deployment_id FROM deployment_members WHERE ((deployment_members.member_id = ( SELECT current_organisation() AS current_organisation)) AND (deployment_members.removed_at IS NULL))))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- system: What a handler has already done about an event, so that a second delivery does nothing; organisation is a dash where there is none
create table handled_events (
  event_id text not null,
  handler text not null,
  command text not null,
  organisation_id text not null,
  handled_at timestamp with time zone not null,
  constraint handled_events_pkey PRIMARY KEY (event_id, handler, command, organisation_id),
  constraint handled_events_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id)
);
-- the application may: insert
-- policy add: insert for wardround_app with check (( SELECT current_authority() AS current_authority) = ANY (ARRAY['job'::text, 'operator'::text]))

-- tenant: Who accepted a residual risk as it stood; a later revision is accepted anew
create table hazard_acceptances (
  id text not null,
  organisation_id text not null,
  hazard_id text not null,
  hazard_revision integer not null,
  risk smallint not null,
  role text not null,
  person_id text not null,
  person_name text not null,
  reason text not null default ''::text,
  accepted_on date not null,
  accepted_at timestamp with time zone not null,
  on_behalf_of text,
  on_behalf_of_name text,
  constraint hazard_acceptances_pkey PRIMARY KEY (id),
  constraint hazard_acceptances_hazard_id_fkey FOREIGN KEY (hazard_id) REFERENCES hazards(id),
  constraint hazard_acceptances_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint hazard_acceptances_on_behalf_of CHECK (((on_behalf_of IS NULL) = (on_behalf_of_name IS NULL))),
  constraint hazard_acceptances_reason_check CHECK ((length(reason) <= 2000)),
  constraint hazard_acceptances_risk_check CHECK (((risk >= 1) AND (risk <= 5))),
  constraint hazard_acceptances_role_check CHECK ((role = ANY (ARRAY['clinical-safety-officer'::text, 'executive-sponsor'::text])))
);
CREATE UNIQUE INDEX hazard_acceptances_by_person ON public.hazard_acceptances USING btree (hazard_id, hazard_revision, risk, person_id);
CREATE UNIQUE INDEX hazard_acceptances_by_role ON public.hazard_acceptances USING btree (hazard_id, hazard_revision, risk, role);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: By what an organisation accepts clinical risk, signed; the published matrix applies where it has none
create table hazard_criteria (
  id text not null,
  organisation_id text not null,
  matrix jsonb not null,
  needs jsonb not null,
  note text not null,
  signed_by text not null,
  signed_by_name text not null,
  signed_on date not null,
  signed_at timestamp with time zone not null,
  superseded_at timestamp with time zone,
  constraint hazard_criteria_pkey PRIMARY KEY (id),
  constraint hazard_criteria_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint hazard_criteria_note_check CHECK (((length(note) >= 1) AND (length(note) <= 2000)))
);
CREATE UNIQUE INDEX hazard_criteria_in_force ON public.hazard_criteria USING btree (organisation_id) WHERE (superseded_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table hazard_logs (
  id text not null,
  organisation_id text not null,
  deployment_id text,
  version_id text,
  last_number integer not null default 0,
  offered boolean not null default false,
  covers_group boolean not null default false,
  reviewed_on date,
  reviewed_by_name text,
  review_note text not null default ''::text,
  case_texts jsonb not null default '{}'::jsonb,
  revision integer not null default 1,
  constraint hazard_logs_pkey PRIMARY KEY (id),
  constraint hazard_logs_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint hazard_logs_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint hazard_logs_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint hazard_logs_check CHECK ((num_nonnulls(deployment_id, version_id) = 1)),
  constraint hazard_logs_review_note_check CHECK ((length(review_note) <= 2000))
);
CREATE UNIQUE INDEX hazard_logs_of_deployment ON public.hazard_logs USING btree (deployment_id, organisation_id);
CREATE UNIQUE INDEX hazard_logs_of_version ON public.hazard_logs USING btree (version_id, organisation_id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Each hazard as it stood after each change; never changed and never deleted
create table hazard_revisions (
  hazard_id text not null,
  revision integer not null,
  organisation_id text not null,
  what text not null,
  note text not null default ''::text,
  content jsonb not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  constraint hazard_revisions_pkey PRIMARY KEY (hazard_id, revision),
  constraint hazard_revisions_hazard_id_fkey FOREIGN KEY (hazard_id) REFERENCES hazards(id),
  constraint hazard_revisions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint hazard_revisions_note_check CHECK ((length(note) <= 2000))
);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table hazards (
  id text not null,
  organisation_id text not null,
  log_id text not null,
  number integer not null,
  origin text not null,
  lineage text not null,
  source jsonb,
  name text not null,
  kind text not null,
  words jsonb not null,
  controls jsonb not null default '[]'::jsonb,
  entry text not null,
  state text not null,
  initial_likelihood smallint,
  initial_severity smallint,
  initial_risk smallint,
  residual_likelihood smallint,
  residual_severity smallint,
  residual_risk smallint,
  corporate_score smallint,
  owner_id text,
  owner_name text not null,
  concerns jsonb not null default '[]'::jsonb,
  review_since text,
  reviewed_on date,
  reviewed_by_name text,
  changed_at timestamp with time zone not null,
  changed_by_name text not null,
  revision integer not null default 1,
  constraint hazards_pkey PRIMARY KEY (id),
  constraint hazards_log_id_fkey FOREIGN KEY (log_id) REFERENCES hazard_logs(id),
  constraint hazards_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint hazards_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id),
  constraint hazards_check CHECK ((num_nulls(initial_likelihood, initial_severity, initial_risk) = ANY (ARRAY[0, 3]))),
  constraint hazards_check1 CHECK ((num_nulls(residual_likelihood, residual_severity, residual_risk) = ANY (ARRAY[0, 3]))),
  constraint hazards_corporate_score_check CHECK (((corporate_score >= 1) AND (corporate_score <= 25))),
  constraint hazards_entry_check CHECK ((entry = ANY (ARRAY['logged'::text, 'awaiting-triage'::text, 'deprecated'::text]))),
  constraint hazards_initial_likelihood_check CHECK (((initial_likelihood >= 1) AND (initial_likelihood <= 5))),
  constraint hazards_initial_risk_check CHECK (((initial_risk >= 1) AND (initial_risk <= 5))),
  constraint hazards_initial_severity_check CHECK (((initial_severity >= 1) AND (initial_severity <= 5))),
  constraint hazards_kind_check CHECK ((length(kind) <= 60)),
  constraint hazards_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint hazards_origin_check CHECK ((origin = ANY (ARRAY['own'::text, 'supplier'::text, 'group'::text, 'copied'::text, 'imported'::text]))),
  constraint hazards_residual_likelihood_check CHECK (((residual_likelihood >= 1) AND (residual_likelihood <= 5))),
  constraint hazards_residual_risk_check CHECK (((residual_risk >= 1) AND (residual_risk <= 5))),
  constraint hazards_residual_severity_check CHECK (((residual_severity >= 1) AND (residual_severity <= 5))),
  constraint hazards_review_since_check CHECK ((length(review_since) <= 200)),
  constraint hazards_state_check CHECK ((state = ANY (ARRAY['open'::text, 'transferred'::text, 'closed'::text])))
);
CREATE INDEX hazards_by_risk ON public.hazards USING btree (log_id, COALESCE((residual_risk)::integer, 9) DESC, id);
CREATE INDEX hazards_to_see_to ON public.hazards USING btree (organisation_id) WHERE ((entry <> 'deprecated'::text) AND (state <> 'closed'::text));
CREATE UNIQUE INDEX hazards_by_lineage ON public.hazards USING btree (log_id, lineage);
CREATE UNIQUE INDEX hazards_by_number ON public.hazards USING btree (log_id, number);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: A write that was asked for with a key is done once; asked again it answers the same
create table idempotency_keys (
  organisation_id text not null,
  actor_id text not null,
  key text not null,
  command text not null,
  input_digest text not null,
  created_at timestamp with time zone not null,
  answer bytea,
  constraint idempotency_keys_pkey PRIMARY KEY (organisation_id, actor_id, key, command),
  constraint idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);
CREATE INDEX idempotency_keys_by_time ON public.idempotency_keys USING btree (created_at);
-- the application may: select, insert, update
-- policy own: all for wardround_app using ((organisation_id = COALESCE(( SELECT current_organisation() AS current_organisation), '-'::text)) AND (actor_id = COALESCE(( SELECT current_actor() AS current_actor), 'public'::text))) with check ((organisation_id = COALESCE(( SELECT current_organisation() AS current_organisation), '-'::text)) AND (actor_id = COALESCE(( SELECT current_actor() AS current_actor), 'public'::text)))

-- reference: National versions that came with a release of this installation; a system follows the first until it adopts another
create table installed_versions (
  digest text not null,
  version text not null,
  content jsonb not null,
  installed_at timestamp with time zone not null,
  last_seen_at timestamp with time zone,
  constraint installed_versions_pkey PRIMARY KEY (digest),
  constraint installed_versions_digest_check CHECK ((length(digest) = 64))
);
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check (( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text]))
-- policy change: update for wardround_app using (( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])) with check (( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text]))
-- policy read: select for wardround_app using true

-- tenant
create table intake_progress (
  deployment_id text not null,
  organisation_id text not null,
  noted_until bigint not null default 0,
  constraint intake_progress_pkey PRIMARY KEY (deployment_id),
  constraint intake_progress_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint intake_progress_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table intake_receipts (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  kind text not null,
  batch_digest text not null,
  accepted integer not null,
  duplicate integer not null,
  rejected integer not null,
  window_final integer not null,
  received_at timestamp with time zone not null,
  received_by text not null,
  constraint intake_receipts_pkey PRIMARY KEY (id),
  constraint intake_receipts_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint intake_receipts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint intake_receipts_kind_check CHECK ((kind = ANY (ARRAY['predictions'::text, 'outcomes'::text])))
);
CREATE INDEX intake_receipts_by_deployment ON public.intake_receipts USING btree (deployment_id, id);
CREATE UNIQUE INDEX intake_receipts_once ON public.intake_receipts USING btree (deployment_id, batch_digest, accepted, duplicate, rejected);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table intake_switches (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  controller_name text not null,
  reason text not null,
  processor_agreement text not null,
  retention_days integer not null,
  switched_on_by text not null,
  switched_on_by_name text not null,
  switched_on_at timestamp with time zone not null,
  switched_off_by text,
  switched_off_by_name text,
  switched_off_at timestamp with time zone,
  off_reason text,
  constraint intake_switches_pkey PRIMARY KEY (id),
  constraint intake_switches_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint intake_switches_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint intake_switches_controller_name_check CHECK (((length(controller_name) >= 1) AND (length(controller_name) <= 200))),
  constraint intake_switches_processor_agreement_check CHECK (((length(processor_agreement) >= 1) AND (length(processor_agreement) <= 500))),
  constraint intake_switches_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
  constraint intake_switches_retention_days_check CHECK (((retention_days >= 1) AND (retention_days <= 1500)))
);
CREATE UNIQUE INDEX intake_switches_open ON public.intake_switches USING btree (deployment_id) WHERE (switched_off_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table intake_windows (
  organisation_id text not null,
  deployment_id text not null,
  window_from date not null,
  window_to date not null,
  tally_due boolean not null,
  tallied_at timestamp with time zone,
  final_at timestamp with time zone,
  rows_deleted_at timestamp with time zone,
  problem text,
  constraint intake_windows_pkey PRIMARY KEY (deployment_id, window_from, window_to),
  constraint intake_windows_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint intake_windows_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint intake_windows_check CHECK ((window_to > window_from))
);
CREATE INDEX intake_windows_kept ON public.intake_windows USING btree (deployment_id) WHERE (rows_deleted_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table invitations (
  id text not null,
  organisation_id text not null,
  email text not null,
  name text not null,
  roles text[] not null,
  token_hash text not null,
  invited_by text not null,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by text,
  withdrawn_at timestamp with time zone,
  constraint invitations_token_hash_key UNIQUE (token_hash),
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint invitations_email_check CHECK ((email = lower(email))),
  constraint invitations_roles_check CHECK (((cardinality(roles) >= 1) AND (cardinality(roles) <= 12)))
);
CREATE INDEX invitations_by_organisation ON public.invitations USING btree (organisation_id, id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table letters (
  id text not null,
  organisation_id text not null,
  purpose text not null,
  about_id text not null,
  person_id text,
  address text not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  problem text,
  written_at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  settled_at timestamp with time zone,
  constraint letters_pkey PRIMARY KEY (id),
  constraint letters_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint letters_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint letters_address_check CHECK ((length(address) <= 254)),
  constraint letters_purpose_check CHECK ((purpose ~ '^[a-z-]{1,40}$'::text)),
  constraint letters_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'refused'::text, 'nobody'::text])))
);
CREATE INDEX letters_by_subject ON public.letters USING btree (about_id, organisation_id);
CREATE UNIQUE INDEX letters_once ON public.letters USING btree (organisation_id, purpose, about_id, address);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: What was found when a link was last looked at; not-looked-at: it leads inside a network
create table link_checks (
  document_id text not null,
  organisation_id text not null,
  checked_at timestamp with time zone not null,
  outcome text not null,
  status integer,
  since timestamp with time zone not null,
  dead_since timestamp with time zone,
  alive_again_at timestamp with time zone,
  constraint link_checks_pkey PRIMARY KEY (document_id),
  constraint link_checks_document_id_fkey FOREIGN KEY (document_id) REFERENCES evidence_documents(id),
  constraint link_checks_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint link_checks_outcome_check CHECK ((outcome = ANY (ARRAY['answers'::text, 'moved'::text, 'asks-sign-in'::text, 'gone'::text, 'no-answer'::text, 'not-looked-at'::text]))),
  constraint link_checks_status_check CHECK (((status >= 100) AND (status <= 599)))
);
CREATE INDEX link_checks_dead ON public.link_checks USING btree (organisation_id) WHERE (dead_since IS NOT NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- reference: What was said of an organisation that somebody named and one that a national file lists: the same, or another
create table listed_doubles (
  id text not null,
  organisation_id text not null,
  listed_id text not null,
  listed_name text not null,
  listed_code text not null,
  is_same boolean not null,
  said_by text not null,
  said_at timestamp with time zone not null,
  before jsonb,
  listed jsonb,
  moved_proposals text[] not null default '{}'::text[],
  revision_after integer,
  taken_back_by text,
  taken_back_at timestamp with time zone,
  constraint listed_doubles_pkey PRIMARY KEY (id),
  constraint listed_doubles_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint listed_doubles_check CHECK (((NOT is_same) OR ((before IS NOT NULL) AND (listed IS NOT NULL) AND (revision_after IS NOT NULL)))),
  constraint listed_doubles_check1 CHECK (((taken_back_by IS NULL) = (taken_back_at IS NULL)))
);
CREATE UNIQUE INDEX listed_doubles_open ON public.listed_doubles USING btree (organisation_id, listed_id) WHERE (taken_back_at IS NULL);
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check ((( SELECT current_authority() AS current_authority) = 'operator'::text) OR (organisation_id = ( SELECT current_organisation() AS current_organisation)))
-- policy change: update for wardround_app using ((( SELECT current_authority() AS current_authority) = 'operator'::text) OR (organisation_id = ( SELECT current_organisation() AS current_organisation))) with check ((( SELECT current_authority() AS current_authority) = 'operator'::text) OR (organisation_id = ( SELECT current_organisation() AS current_organisation)))
-- policy read: select for wardround_app using true

-- tenant: A member confirms what the group stated, says what differs and signs as controller
create table member_confirmations (
  id text not null,
  organisation_id text not null,
  group_id text not null,
  deployment_id text not null,
  statement_id text not null,
  differences text not null,
  second_from text not null,
  signed_by text not null,
  signed_by_name text not null,
  role text not null,
  signed_on date not null,
  signed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  ended_by_name text,
  ended_reason text,
  constraint member_confirmations_pkey PRIMARY KEY (id),
  constraint member_confirmations_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint member_confirmations_group_id_fkey FOREIGN KEY (group_id) REFERENCES organisations(id),
  constraint member_confirmations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint member_confirmations_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES group_statements(id),
  constraint member_confirmations_differences_check CHECK ((length(differences) <= 4000)),
  constraint member_confirmations_ended_reason_check CHECK (((length(ended_reason) >= 1) AND (length(ended_reason) <= 2000))),
  constraint member_confirmations_second_from_check CHECK ((second_from = ANY (ARRAY['member'::text, 'group'::text])))
);
CREATE INDEX member_confirmations_by_deployment ON public.member_confirmations USING btree (deployment_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX member_confirmations_open ON public.member_confirmations USING btree (organisation_id, deployment_id) WHERE (ended_at IS NULL);
-- the application may: select, insert, update
-- policy of_group: select for wardround_app using (group_id = ( SELECT current_organisation() AS current_organisation))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: The second person on a member's confirmation, of the member or of the group
create table member_second_signatures (
  confirmation_id text not null,
  organisation_id text not null,
  group_id text not null,
  member_id text not null,
  signed_by text not null,
  signed_by_name text not null,
  role text not null,
  signed_on date not null,
  signed_at timestamp with time zone not null,
  constraint member_second_signatures_pkey PRIMARY KEY (confirmation_id),
  constraint member_second_signatures_confirmation_id_fkey FOREIGN KEY (confirmation_id) REFERENCES member_confirmations(id),
  constraint member_second_signatures_group_id_fkey FOREIGN KEY (group_id) REFERENCES organisations(id),
  constraint member_second_signatures_member_id_fkey FOREIGN KEY (member_id) REFERENCES organisations(id),
  constraint member_second_signatures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint member_second_signatures_side CHECK (((organisation_id = group_id) OR (organisation_id = member_id)))
);
-- the application may: select, insert, update
-- policy other_side: select for wardround_app using ((( SELECT current_organisation() AS current_organisation) = group_id) OR (( SELECT current_organisation() AS current_organisation) = member_id))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table memberships (
  id text not null,
  organisation_id text not null,
  person_id text not null,
  role text not null,
  held_from timestamp with time zone not null,
  held_until timestamp with time zone,
  given_by text not null,
  ended_by text,
  constraint memberships_pkey PRIMARY KEY (id),
  constraint memberships_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint memberships_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX memberships_by_person ON public.memberships USING btree (person_id) WHERE (held_until IS NULL);
CREATE UNIQUE INDEX memberships_open ON public.memberships USING btree (organisation_id, person_id, role) WHERE (held_until IS NULL);
-- the application may: select, insert, update
-- policy mine: select for wardround_app using (person_id = ( SELECT current_actor() AS current_actor))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table metric_mappings (
  organisation_id text not null,
  deployment_id text not null,
  kind text not null,
  name text not null,
  role text not null,
  measure text not null default ''::text,
  threshold text not null default ''::text,
  revision integer not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null,
  removed boolean not null default false,
  constraint metric_mappings_pkey PRIMARY KEY (deployment_id, kind, name),
  constraint metric_mappings_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint metric_mappings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint metric_mappings_check CHECK (((measure <> ''::text) = (role = 'measure'::text))),
  constraint metric_mappings_check1 CHECK (((role = ANY (ARRAY['ignored'::text, 'measure'::text, 'tp'::text, 'fp'::text, 'tn'::text, 'fn'::text])) OR (kind = 'attribute'::text))),
  constraint metric_mappings_check2 CHECK (((role = ANY (ARRAY['ignored'::text, 'group'::text, 'site'::text, 'version'::text, 'threshold'::text, 'from'::text, 'n'::text, 'numerator'::text, 'denominator'::text, 'sd'::text, 'low'::text, 'high'::text])) OR (kind = 'metric'::text))),
  constraint metric_mappings_kind_check CHECK ((kind = ANY (ARRAY['metric'::text, 'attribute'::text]))),
  constraint metric_mappings_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint metric_mappings_revision_check CHECK ((revision > 0))
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table metric_names (
  organisation_id text not null,
  deployment_id text not null,
  kind text not null,
  name text not null,
  points bigint not null,
  not_taken bigint not null,
  reason text not null,
  first_seen_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  constraint metric_names_pkey PRIMARY KEY (deployment_id, kind, name),
  constraint metric_names_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint metric_names_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint metric_names_check CHECK (((not_taken >= 0) AND (not_taken <= points))),
  constraint metric_names_kind_check CHECK ((kind = ANY (ARRAY['metric'::text, 'attribute'::text]))),
  constraint metric_names_name_check CHECK ((length(name) <= 200)),
  constraint metric_names_reason_check CHECK ((length(reason) <= 500))
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- outside the rules
create table migrations (
  number integer not null,
  name text not null,
  digest text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (number)
);
-- the application may: nothing

-- shared-read
create table model_cards (
  id text not null,
  organisation_id text not null,
  version_id text not null,
  number integer not null,
  format text not null,
  file_name text not null,
  size integer not null,
  digest text not null,
  canonical_digest text not null,
  statements jsonb not null,
  imported_by text not null,
  imported_by_name text not null,
  imported_at timestamp with time zone not null,
  constraint model_cards_pkey PRIMARY KEY (id),
  constraint model_cards_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint model_cards_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint model_cards_canonical_digest_check CHECK ((length(canonical_digest) = 64)),
  constraint model_cards_digest_check CHECK ((length(digest) = 64)),
  constraint model_cards_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200))),
  constraint model_cards_format_check CHECK ((format = ANY (ARRAY['0.1'::text, '0.2'::text]))),
  constraint model_cards_number_check CHECK ((number > 0)),
  constraint model_cards_size_check CHECK (((size >= 1) AND (size <= 2097152)))
);
CREATE UNIQUE INDEX model_cards_by_number ON public.model_cards USING btree (version_id, number);
-- the application may: select, insert
-- policy add: insert for wardround_app with check ((organisation_id = ( SELECT current_organisation() AS current_organisation)) AND (EXISTS ( SELECT 1 FROM (versions v JOIN products p ON ((p.id = v.product_id))) WHERE ((v.id = model_cards.version_id) AND ((p.claimed_at IS NULL) OR (p.supplier_id = ( SELECT current_organisation() AS current_organisation)))))))
-- policy read: select for wardround_app using (( SELECT current_actor() AS current_actor) IS NOT NULL)

-- tenant
create table monitoring_plans (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  period text not null,
  starts_on date not null,
  follow_up_days integer not null,
  grace_days integer not null,
  minimum_events integer not null,
  limits_after integer,
  owner_id text not null,
  rules text[] not null,
  concern_rule text not null,
  on_signal text not null,
  stop_rule text not null,
  fixed_by text not null,
  fixed_by_name text not null,
  fixed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint monitoring_plans_pkey PRIMARY KEY (id),
  constraint monitoring_plans_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint monitoring_plans_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint monitoring_plans_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id),
  constraint monitoring_plans_follow_up_days_check CHECK (((follow_up_days >= 0) AND (follow_up_days <= 1100))),
  constraint monitoring_plans_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 400))),
  constraint monitoring_plans_limits_after_check CHECK (((limits_after >= 12) AND (limits_after <= 200))),
  constraint monitoring_plans_minimum_events_check CHECK ((minimum_events >= 8)),
  constraint monitoring_plans_on_signal_check CHECK ((length(on_signal) <= 2000)),
  constraint monitoring_plans_period_check CHECK ((period = ANY (ARRAY['day'::text, 'week'::text, 'month'::text]))),
  constraint monitoring_plans_stop_rule_check CHECK ((length(stop_rule) <= 2000))
);
CREATE INDEX monitoring_plans_by_owner ON public.monitoring_plans USING btree (owner_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX monitoring_plans_open ON public.monitoring_plans USING btree (deployment_id) WHERE (ended_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table opportunities (
  id text not null,
  organisation_id text not null,
  title text not null,
  problem text not null,
  worth text not null default ''::text,
  is_clinical text not null default 'not-answered'::text,
  use_case_id text,
  owner_id text not null,
  state text not null default 'open'::text,
  state_reason text,
  state_since timestamp with time zone not null,
  deployment_id text,
  held_back boolean not null default false,
  put_forward_by text not null,
  put_forward_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint opportunities_pkey PRIMARY KEY (id),
  constraint opportunities_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint opportunities_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint opportunities_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id),
  constraint opportunities_use_case_id_fkey FOREIGN KEY (use_case_id) REFERENCES use_cases(id),
  constraint opportunities_is_clinical_check CHECK ((is_clinical = ANY (ARRAY['not-answered'::text, 'no'::text, 'yes'::text]))),
  constraint opportunities_problem_check CHECK (((length(problem) >= 1) AND (length(problem) <= 4000))),
  constraint opportunities_state_check CHECK ((state = ANY (ARRAY['open'::text, 'parked'::text, 'stopped'::text, 'joined'::text, 'became-deployment'::text]))),
  constraint opportunities_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint opportunities_worth_check CHECK ((length(worth) <= 4000))
);
CREATE INDEX opportunities_by_organisation ON public.opportunities USING btree (organisation_id, id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy partners: select for wardround_app using ((NOT held_back) AND (organisation_id IN ( SELECT partner_organisations() AS partner_organisations)))

-- reference
create table organisation_successions (
  predecessor_id text not null,
  successor_id text not null,
  kind text not null,
  effective date not null,
  source text not null,
  rights_confirmed_by text,
  rights_confirmed_at timestamp with time zone,
  constraint organisation_successions_pkey PRIMARY KEY (predecessor_id, successor_id),
  constraint organisation_successions_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES organisations(id),
  constraint organisation_successions_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES organisations(id),
  constraint organisation_successions_kind_check CHECK ((kind = ANY (ARRAY['merger'::text, 'split'::text, 'acquisition'::text, 'rename'::text])))
);
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check (( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text]))
-- policy change: update for wardround_app using ((( SELECT current_authority() AS current_authority) = 'operator'::text) OR (successor_id = ( SELECT current_organisation() AS current_organisation))) with check ((( SELECT current_authority() AS current_authority) = 'operator'::text) OR (successor_id = ( SELECT current_organisation() AS current_organisation)))
-- policy read: select for wardround_app using true

-- reference
create table organisations (
  id text not null,
  ods_code text,
  name text not null,
  kind text not null,
  region_code text,
  file_icb_code text,
  sub_icb_code text,
  address text,
  postcode text,
  opened date,
  closed date,
  source text not null,
  source_date date,
  parent_id text,
  is_example boolean not null default false,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organisations(id),
  constraint organisations_kind_check CHECK ((kind = ANY (ARRAY['trust'::text, 'icb'::text, 'sub-icb'::text, 'ccg'::text, 'gp-practice'::text, 'other-nhs'::text, 'supplier'::text, 'partner'::text]))),
  constraint organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE INDEX organisations_by_name ON public.organisations USING btree (lower(name), id);
CREATE INDEX organisations_name_trigram ON public.organisations USING gin (lower(name) gin_trgm_ops);
CREATE UNIQUE INDEX organisations_ods_code ON public.organisations USING btree (ods_code);
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check ((( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])) OR ((kind = 'supplier'::text) AND (( SELECT current_actor() AS current_actor) IS NOT NULL)) OR ((( SELECT current_actor() AS current_actor) IS NOT NULL) AND (( SELECT current_organisation() AS current_organisation) IS NULL) AND (( SELECT people_counts.members FROM people_counts() people_counts(members, operators)) = 0)))
-- policy change: update for wardround_app using ((( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])) OR (id = ( SELECT current_organisation() AS current_organisation))) with check ((( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])) OR (id = ( SELECT current_organisation() AS current_organisation)))
-- policy read: select for wardround_app using true

-- system
create table people (
  id text not null,
  name text not null,
  email text not null,
  created_at timestamp with time zone not null,
  deactivated_at timestamp with time zone,
  revision integer not null default 1,
  constraint people_pkey PRIMARY KEY (id),
  constraint people_email_check CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)))),
  constraint people_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE UNIQUE INDEX people_email ON public.people USING btree (email);
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check ((id = ( SELECT current_actor() AS current_actor)) OR (( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])))
-- policy change: update for wardround_app using ((id = ( SELECT current_actor() AS current_actor)) OR (( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])) OR (id IN ( SELECT memberships.person_id FROM memberships WHERE (memberships.organisation_id = ( SELECT current_organisation() AS current_organisation)))))
-- policy read: select for wardround_app using ((id = ( SELECT current_actor() AS current_actor)) OR (( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])) OR (id IN ( SELECT memberships.person_id FROM memberships WHERE (memberships.organisation_id = ( SELECT current_organisation() AS current_organisation)))))

-- tenant
create table plan_measures (
  id text not null,
  organisation_id text not null,
  plan_id text not null,
  place integer not null,
  measure text not null,
  threshold text not null default ''::text,
  direction text not null,
  pass_mark double precision,
  unit text not null default ''::text,
  target double precision,
  on_signal text not null default ''::text,
  constraint plan_measures_pkey PRIMARY KEY (id),
  constraint plan_measures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint plan_measures_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES monitoring_plans(id),
  constraint plan_measures_direction_check CHECK ((direction = ANY (ARRAY['increase'::text, 'decrease'::text, 'neutral'::text]))),
  constraint plan_measures_on_signal_check CHECK ((length(on_signal) <= 500))
);
CREATE UNIQUE INDEX plan_measures_once ON public.plan_measures USING btree (plan_id, measure, threshold);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table plan_thresholds (
  organisation_id text not null,
  plan_id text not null,
  name text not null,
  value double precision not null,
  constraint plan_thresholds_pkey PRIMARY KEY (plan_id, name),
  constraint plan_thresholds_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint plan_thresholds_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES monitoring_plans(id),
  constraint plan_thresholds_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table points (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  figures_id text not null,
  source text not null,
  measure text not null,
  threshold text not null default ''::text,
  threshold_value double precision,
  window_from date not null,
  window_to date not null,
  version_id text,
  version_name text not null,
  site text not null default ''::text,
  group_by text not null default ''::text,
  group_value text not null default ''::text,
  value double precision,
  low double precision,
  high double precision,
  se double precision,
  numerator integer,
  denominator integer,
  n integer not null,
  events integer,
  non_events integer,
  method text not null,
  reason text,
  interval_reason text,
  profile text not null,
  shared jsonb,
  dated_by_sender boolean not null,
  matures_on date not null,
  final_on date not null,
  computed_at timestamp with time zone not null,
  superseded_by text,
  expected double precision,
  reference jsonb,
  constraint points_pkey PRIMARY KEY (id),
  constraint points_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint points_figures_id_fkey FOREIGN KEY (figures_id) REFERENCES window_figures(id),
  constraint points_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint points_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id)
);
CREATE INDEX points_by_figures ON public.points USING btree (figures_id);
CREATE INDEX points_by_series ON public.points USING btree (deployment_id, measure, threshold, site, window_from) WHERE ((superseded_by IS NULL) AND (group_by = ''::text));
CREATE INDEX points_by_version ON public.points USING btree (version_id, measure, threshold, window_from DESC) WHERE ((superseded_by IS NULL) AND (group_by = ''::text));
CREATE INDEX points_by_window ON public.points USING btree (deployment_id, window_from, measure, threshold) WHERE ((superseded_by IS NULL) AND (group_by <> ''::text));
CREATE INDEX points_shared ON public.points USING btree (deployment_id, version_id, measure, threshold, site, window_from DESC, computed_at DESC) WHERE ((superseded_by IS NULL) AND (group_by = ''::text) AND (shared IS NOT NULL));
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- shared-read
create table product_aliases (
  product_id text not null,
  alias text not null,
  said_by text not null,
  said_at timestamp with time zone not null,
  organisation_id text not null,
  constraint product_aliases_pkey PRIMARY KEY (product_id, alias),
  constraint product_aliases_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint product_aliases_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id),
  constraint product_aliases_alias_check CHECK (((length(alias) >= 1) AND (length(alias) <= 200)))
);
CREATE INDEX product_aliases_by_plain_name ON public.product_aliases USING btree (plain_name(alias));
CREATE INDEX product_aliases_trigram ON public.product_aliases USING gin (lower(alias) gin_trgm_ops);
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy change: update for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy read: select for wardround_app using (( SELECT current_actor() AS current_actor) IS NOT NULL)

-- shared-read
create table products (
  id text not null,
  supplier_id text not null,
  name text not null,
  summary text not null default ''::text,
  kind text not null default 'not-said'::text,
  registered_by_organisation_id text not null,
  registered_by text not null,
  registered_at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  claimed_by text,
  vigilance_contact text,
  withdrawn_at timestamp with time zone,
  revision integer not null default 1,
  changed_at timestamp with time zone not null,
  claim_asked_at timestamp with time zone,
  claim_asked_by text,
  claim_asked_by_name text,
  claim_contact text,
  claim_confirmed_by_name text,
  constraint products_pkey PRIMARY KEY (id),
  constraint products_registered_by_organisation_id_fkey FOREIGN KEY (registered_by_organisation_id) REFERENCES organisations(id),
  constraint products_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES organisations(id),
  constraint products_claim_contact_check CHECK ((length(claim_contact) <= 254)),
  constraint products_kind_check CHECK ((kind = ANY (ARRAY['not-said'::text, 'imaging'::text, 'triage'::text, 'ambient-scribe'::text, 'administration'::text, 'language-model'::text, 'prediction'::text, 'other'::text]))),
  constraint products_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint products_summary_check CHECK ((length(summary) <= 2000))
);
CREATE INDEX products_by_lower_name ON public.products USING btree (lower(name), id);
CREATE INDEX products_by_plain_name ON public.products USING btree (plain_name(name));
CREATE INDEX products_name_trigram ON public.products USING gin (lower(name) gin_trgm_ops);
CREATE INDEX products_plain_name_trigram ON public.products USING gin (plain_name(name) gin_trgm_ops);
CREATE UNIQUE INDEX products_by_name ON public.products USING btree (supplier_id, lower(name));
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check (registered_by_organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy change: update for wardround_app using ((supplier_id = ( SELECT current_organisation() AS current_organisation)) OR (registered_by_organisation_id = ( SELECT current_organisation() AS current_organisation))) with check ((supplier_id = ( SELECT current_organisation() AS current_organisation)) OR (registered_by_organisation_id = ( SELECT current_organisation() AS current_organisation)))
-- policy read: select for wardround_app using (( SELECT current_actor() AS current_actor) IS NOT NULL)

-- tenant: What was published, as it was published; withdrawn when it was taken down or replaced
create table public_record_revisions (
  record_id text not null,
  number integer not null,
  organisation_id text not null,
  content jsonb not null,
  published_by text not null,
  published_by_name text not null,
  published_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by_name text,
  withdrawn_reason text,
  constraint public_record_revisions_pkey PRIMARY KEY (record_id, number),
  constraint public_record_revisions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint public_record_revisions_record_id_fkey FOREIGN KEY (record_id) REFERENCES public_records(id),
  constraint public_record_revisions_withdrawn_reason_check CHECK ((length(withdrawn_reason) <= 1000))
);
CREATE INDEX public_record_revisions_by_date ON public.public_record_revisions USING btree (published_at DESC, record_id) WHERE (withdrawn_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table public_records (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  draft jsonb not null,
  drafted_by text not null,
  drafted_by_name text not null,
  drafted_at timestamp with time zone not null,
  published_number integer,
  revision integer not null default 1,
  constraint public_records_pkey PRIMARY KEY (id),
  constraint public_records_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint public_records_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
);
CREATE INDEX public_records_by_organisation ON public.public_records USING btree (organisation_id, id);
CREATE INDEX public_records_published ON public.public_records USING btree (organisation_id) WHERE (published_number IS NOT NULL);
CREATE UNIQUE INDEX public_records_once ON public.public_records USING btree (deployment_id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Every summary taken in, by whichever way, and what it did to the figures
create table received_summaries (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  source text not null,
  digest text not null,
  generator text not null,
  measure text not null,
  dated_by_sender boolean not null,
  dated_note text not null,
  rows integer not null,
  used integer not null,
  excluded jsonb not null,
  dropped_groups integer not null,
  added integer not null,
  superseded integer not null,
  unchanged integer not null,
  received_at timestamp with time zone not null,
  received_by text not null,
  received_by_name text not null,
  constraint received_summaries_pkey PRIMARY KEY (id),
  constraint received_summaries_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint received_summaries_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint received_summaries_source_check CHECK ((source = ANY (ARRAY['edge'::text, 'browser'::text, 'rows'::text, 'typed'::text, 'otlp'::text])))
);
CREATE INDEX received_summaries_by_deployment ON public.received_summaries USING btree (deployment_id, id DESC);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Hours of work that an organisation takes one accepted item, and one started from another's work, to save
create table reuse_assumptions (
  organisation_id text not null,
  hours_accepted numeric(5,1) not null,
  hours_started numeric(5,1) not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  constraint reuse_assumptions_pkey PRIMARY KEY (organisation_id),
  constraint reuse_assumptions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint reuse_assumptions_hours_accepted_check CHECK (((hours_accepted >= (0)::numeric) AND (hours_accepted <= (1000)::numeric))),
  constraint reuse_assumptions_hours_started_check CHECK (((hours_started >= (0)::numeric) AND (hours_started <= (1000)::numeric)))
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: The host confirms an arrangement; a row of its own, so that neither side can write for the other
create table role_confirmations (
  offer_id text not null,
  organisation_id text not null,
  confirmed_by text not null,
  confirmed_by_name text not null,
  confirmed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  ended_by_name text,
  ended_reason text,
  constraint role_confirmations_pkey PRIMARY KEY (offer_id),
  constraint role_confirmations_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES role_offers(id),
  constraint role_confirmations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint role_confirmations_ended_reason_check CHECK (((length(ended_reason) >= 1) AND (length(ended_reason) <= 2000)))
);
CREATE INDEX role_confirmations_by_organisation ON public.role_confirmations USING btree (organisation_id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy provider: select for wardround_app using (offer_id IN ( SELECT role_offers.id FROM role_offers WHERE (role_offers.organisation_id = ( SELECT current_organisation() AS current_organisation))))

-- tenant: An organisation lets one of its people hold a role at another, the host; nothing follows until the host confirms
create table role_offers (
  id text not null,
  organisation_id text not null,
  host_id text not null,
  role text not null,
  person_id text not null,
  person_name text not null,
  basis text not null,
  first_day date not null,
  last_day date not null,
  offered_by text not null,
  offered_by_name text not null,
  offered_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  ended_by_name text,
  ended_reason text,
  constraint role_offers_pkey PRIMARY KEY (id),
  constraint role_offers_host_id_fkey FOREIGN KEY (host_id) REFERENCES organisations(id),
  constraint role_offers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint role_offers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint role_offers_basis_check CHECK (((length(basis) >= 1) AND (length(basis) <= 2000))),
  constraint role_offers_check CHECK ((last_day >= first_day)),
  constraint role_offers_elsewhere CHECK ((host_id <> organisation_id)),
  constraint role_offers_ended_reason_check CHECK (((length(ended_reason) >= 1) AND (length(ended_reason) <= 2000)))
);
CREATE INDEX role_offers_by_organisation ON public.role_offers USING btree (organisation_id, id);
CREATE INDEX role_offers_by_person ON public.role_offers USING btree (person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX role_offers_once ON public.role_offers USING btree (host_id, role, person_id) WHERE (ended_at IS NULL);
-- the application may: select, insert, update
-- policy host: select for wardround_app using (host_id = ( SELECT current_organisation() AS current_organisation))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: Clinical safety case reports as they were signed and issued; never changed
create table safety_cases (
  id text not null,
  organisation_id text not null,
  log_id text not null,
  number integer not null,
  content jsonb not null,
  digest text not null,
  issued_by text not null,
  issued_by_name text not null,
  issued_on date not null,
  issued_at timestamp with time zone not null,
  constraint safety_cases_pkey PRIMARY KEY (id),
  constraint safety_cases_log_id_fkey FOREIGN KEY (log_id) REFERENCES hazard_logs(id),
  constraint safety_cases_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint safety_cases_digest_check CHECK ((length(digest) = 64))
);
CREATE UNIQUE INDEX safety_cases_by_number ON public.safety_cases USING btree (log_id, number);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: What was answered to a signal, one row an answer; revision is that of the signal the answer made
create table signal_answers (
  signal_id text not null,
  revision integer not null,
  organisation_id text not null,
  state text not null,
  words text,
  answered_by text not null,
  answered_by_name text not null,
  answered_at timestamp with time zone not null,
  constraint signal_answers_pkey PRIMARY KEY (signal_id, revision),
  constraint signal_answers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint signal_answers_signal_id_fkey FOREIGN KEY (signal_id) REFERENCES signals(id),
  constraint signal_answers_state_check CHECK ((state = ANY (ARRAY['acknowledged'::text, 'explained'::text, 'acted-on'::text, 'closed'::text])))
);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant
create table signals (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  plan_id text not null,
  rule text not null,
  way text not null,
  measure text not null,
  threshold text not null,
  site text not null,
  version_id text,
  window_from date not null,
  window_to date not null,
  point_ids text[] not null,
  sentence text not null,
  became_concern_at timestamp with time zone,
  owner_id text not null,
  due date not null,
  state text not null default 'new'::text,
  raised_at timestamp with time zone not null,
  answer text,
  answered_by text,
  answered_by_name text,
  answered_at timestamp with time zone,
  revision integer not null default 1,
  concern_sentence text,
  since date not null,
  subject text not null,
  constraint signals_pkey PRIMARY KEY (id),
  constraint signals_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint signals_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint signals_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id),
  constraint signals_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES monitoring_plans(id),
  constraint signals_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint signals_state_check CHECK ((state = ANY (ARRAY['new'::text, 'acknowledged'::text, 'explained'::text, 'acted-on'::text, 'closed'::text]))),
  constraint signals_way_check CHECK ((way = ANY (ARRAY['wrong'::text, 'right'::text, 'changed'::text, 'missing'::text])))
);
CREATE INDEX signals_by_deployment ON public.signals USING btree (deployment_id, id DESC);
CREATE INDEX signals_open_by_owner ON public.signals USING btree (owner_id) WHERE (state = ANY (ARRAY['new'::text, 'acknowledged'::text]));
CREATE UNIQUE INDEX signals_once ON public.signals USING btree (deployment_id, rule, way, measure, threshold, site, subject, since);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- tenant: What was signed, as it was signed; signing again adds a row and never changes these words
create table signed_answers (
  id text not null,
  organisation_id text not null,
  deployment_id text,
  requirement_id text not null,
  draft_revision integer not null,
  field_values jsonb not null,
  fields_not_applicable jsonb not null,
  not_applicable_reason text,
  answered_on date not null,
  documents jsonb not null,
  answered_by jsonb not null,
  version_id text,
  version_name text,
  framework_version text not null,
  signed_by text not null,
  signed_by_name text not null,
  role text not null,
  signed_on date not null,
  signed_at timestamp with time zone not null,
  in_date_until date,
  review_since text,
  review_at timestamp with time zone,
  expiry_noted_at timestamp with time zone,
  superseded_by text,
  superseded_at timestamp with time zone,
  scope text not null,
  subject_id text not null,
  part text not null default ''::text,
  requirement_digest text,
  opens_to text not null default 'own'::text,
  opens_to_named text[] not null default '{}'::text[],
  withdrawn_at timestamp with time zone,
  withdrawn_by_name text,
  withdrawn_reason text,
  detail_digest text,
  on_behalf_of text,
  on_behalf_of_name text,
  constraint signed_answers_pkey PRIMARY KEY (id),
  constraint signed_answers_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint signed_answers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint signed_answers_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES signed_answers(id) DEFERRABLE INITIALLY DEFERRED,
  constraint signed_answers_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint signed_answers_adopter CHECK (((scope <> 'adopter'::text) OR (subject_id = organisation_id))),
  constraint signed_answers_detail_digest_check CHECK ((length(detail_digest) = 64)),
  constraint signed_answers_on_behalf_of CHECK (((on_behalf_of IS NULL) = (on_behalf_of_name IS NULL))),
  constraint signed_answers_opens_to CHECK ((opens_to = ANY (ARRAY['own'::text, 'partners'::text, 'named'::text, 'nhs'::text, 'public'::text]))),
  constraint signed_answers_opens_to_named_check CHECK ((cardinality(opens_to_named) <= 200)),
  constraint signed_answers_public CHECK (((opens_to <> 'public'::text) OR ((scope = ANY (ARRAY['supplier'::text, 'product_version'::text])) AND (requirement_id <> ALL (ARRAY['R13'::text, 'R18'::text, 'R19'::text, 'R37'::text]))))),
  constraint signed_answers_scope CHECK ((scope = ANY (ARRAY['supplier'::text, 'product_version'::text, 'adopter'::text, 'deployment'::text]))),
  constraint signed_answers_subject CHECK ((NOT (deployment_id IS DISTINCT FROM
CASE
    WHEN (scope = 'deployment'::text) THEN subject_id
    ELSE NULL::text
END))),
  constraint signed_answers_version CHECK (((scope <> 'product_version'::text) OR (NOT (version_id IS DISTINCT FROM subject_id)))),
  constraint signed_answers_withdrawn_reason_check CHECK (((length(withdrawn_reason) >= 1) AND (length(withdrawn_reason) <= 1000)))
);
CREATE INDEX signed_answers_about ON public.signed_answers USING btree (subject_id, requirement_id) WHERE (superseded_at IS NULL);
CREATE INDEX signed_answers_by_end ON public.signed_answers USING btree (in_date_until) WHERE ((superseded_at IS NULL) AND (in_date_until IS NOT NULL));
CREATE INDEX signed_answers_by_subject ON public.signed_answers USING btree (organisation_id, scope, subject_id);
CREATE INDEX signed_answers_public_statements ON public.signed_answers USING btree (subject_id) WHERE ((opens_to = 'public'::text) AND (superseded_at IS NULL) AND (withdrawn_at IS NULL));
CREATE INDEX signed_answers_replaced ON public.signed_answers USING btree (superseded_by) WHERE (superseded_by IS NOT NULL);
CREATE UNIQUE INDEX signed_answers_current ON public.signed_answers USING btree (organisation_id, scope, subject_id, requirement_id, part) WHERE (superseded_at IS NULL);
-- the application may: select, insert, update
-- policy opened: select for wardround_app using ((organisation_id <> ( SELECT current_organisation() AS current_organisation)) AND (( SELECT organisations.kind FROM organisations WHERE (organisations.id = ( SELECT current_organisation() AS current_organisation))) <> ALL (ARRAY['supplier'::text, 'partner'::text])) AND ((deployment_id IS NULL) OR (deployment_id IN ( SELECT deployments.id FROM deployments))) AND ((opens_to = ANY (ARRAY['nhs'::text, 'public'::text])) OR ((opens_to = 'partners'::text) AND (organisation_id IN ( SELECT partner_organisations() AS partner_organisations))) OR ((opens_to = 'named'::text) AND (( SELECT current_organisation() AS current_organisation) = ANY (opens_to_named))) OR (id IN ( SELECT acceptances.answer_id FROM acceptances))))
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- shared-read
create table sites (
  id text not null,
  organisation_id text not null,
  name text not null,
  code text,
  created_at timestamp with time zone not null,
  closed date,
  constraint sites_pkey PRIMARY KEY (id),
  constraint sites_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint sites_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE UNIQUE INDEX sites_by_name ON public.sites USING btree (organisation_id, lower(name));
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy change: update for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy read: select for wardround_app using (( SELECT current_actor() AS current_actor) IS NOT NULL)

-- tenant
create table stage_changes (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  from_stage text,
  to_stage text not null,
  gate text not null,
  decision_id text,
  version_id text,
  changed_on date not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint stage_changes_pkey PRIMARY KEY (id),
  constraint stage_changes_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint stage_changes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint stage_changes_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint stage_changes_gate_check CHECK ((gate = ANY (ARRAY['passed'::text, 'not-passed-here'::text, 'rolled-back'::text, 'ceased'::text])))
);
CREATE INDEX stage_changes_by_deployment ON public.stage_changes USING btree (deployment_id, id);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy partners: select for wardround_app using (deployment_id IN ( SELECT deployments.id FROM deployments WHERE ((NOT deployments.held_back) AND (deployments.organisation_id IN ( SELECT partner_organisations() AS partner_organisations)))))

-- tenant
create table stops (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  reason text not null,
  called_at timestamp with time zone not null,
  called_by text not null,
  called_by_name text not null,
  went_off_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  confirmed_by text,
  confirmed_by_name text,
  confirmation_note text,
  constraint stops_pkey PRIMARY KEY (id),
  constraint stops_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint stops_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint stops_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)))
);
CREATE UNIQUE INDEX stops_open ON public.stops USING btree (deployment_id) WHERE (confirmed_at IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- reference: What an import thinks a membership should be; a person accepts or refuses it
create table system_membership_proposals (
  id text not null,
  organisation_id text not null,
  system_id text not null,
  reason text not null,
  proposed_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by text,
  accepted boolean,
  constraint system_membership_proposals_pkey PRIMARY KEY (id),
  constraint system_membership_proposals_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint system_membership_proposals_system_id_fkey FOREIGN KEY (system_id) REFERENCES organisations(id)
);
CREATE UNIQUE INDEX system_membership_proposals_open ON public.system_membership_proposals USING btree (organisation_id, system_id) WHERE (decided_at IS NULL);
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check (( SELECT current_authority() AS current_authority) = 'operator'::text)
-- policy change: update for wardround_app using ((( SELECT current_authority() AS current_authority) = 'operator'::text) OR (organisation_id = ( SELECT current_organisation() AS current_organisation))) with check ((( SELECT current_authority() AS current_authority) = 'operator'::text) OR (organisation_id = ( SELECT current_organisation() AS current_organisation)))
-- policy read: select for wardround_app using true

-- reference
create table system_memberships (
  id text not null,
  organisation_id text not null,
  system_id text not null,
  member_from date not null,
  member_until date,
  confirmed_by text not null,
  confirmed_at timestamp with time zone not null,
  source text not null,
  constraint system_memberships_pkey PRIMARY KEY (id),
  constraint system_memberships_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint system_memberships_system_id_fkey FOREIGN KEY (system_id) REFERENCES organisations(id),
  constraint system_memberships_check CHECK (((member_until IS NULL) OR (member_until >= member_from)))
);
CREATE INDEX system_memberships_by_system ON public.system_memberships USING btree (system_id, organisation_id);
CREATE UNIQUE INDEX system_memberships_open ON public.system_memberships USING btree (organisation_id, system_id) WHERE (member_until IS NULL);
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check ((( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])) OR (organisation_id = ( SELECT current_organisation() AS current_organisation)))
-- policy change: update for wardround_app using ((( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])) OR (organisation_id = ( SELECT current_organisation() AS current_organisation))) with check ((( SELECT current_authority() AS current_authority) = ANY (ARRAY['operator'::text, 'job'::text])) OR (organisation_id = ( SELECT current_organisation() AS current_organisation)))
-- policy read: select for wardround_app using true

-- system
create table table_kinds (
  table_name text not null,
  kind text not null,
  organisation_column text,
  constraint table_kinds_pkey PRIMARY KEY (table_name),
  constraint table_kinds_kind_check CHECK ((kind = ANY (ARRAY['tenant'::text, 'shared-read'::text, 'reference'::text, 'system'::text])))
);
-- the application may: nothing
-- policy declare: all for wardround using true with check true

-- tenant: Which steps before the end of what another signed an organisation was told of
create table told_ends (
  organisation_id text not null,
  answer_id text not null,
  step text not null,
  told_at timestamp with time zone not null,
  constraint told_ends_pkey PRIMARY KEY (organisation_id, answer_id, step),
  constraint told_ends_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES signed_answers(id),
  constraint told_ends_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint told_ends_step_check CHECK ((step = ANY (ARRAY['90'::text, '30'::text, '7'::text, 'over'::text])))
);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

-- shared-read
create table use_cases (
  id text not null,
  organisation_id text not null,
  title text not null,
  setting text not null default ''::text,
  for_whom text not null default ''::text,
  written_by text not null,
  written_at timestamp with time zone not null,
  constraint use_cases_pkey PRIMARY KEY (id),
  constraint use_cases_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint use_cases_for_whom_check CHECK ((length(for_whom) <= 500)),
  constraint use_cases_setting_check CHECK ((length(setting) <= 500)),
  constraint use_cases_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE INDEX use_cases_title_trigram ON public.use_cases USING gin (lower(title) gin_trgm_ops);
CREATE UNIQUE INDEX use_cases_by_title ON public.use_cases USING btree (organisation_id, lower(title));
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy change: update for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy read: select for wardround_app using (( SELECT current_actor() AS current_actor) IS NOT NULL)

-- shared-read
create table versions (
  id text not null,
  product_id text not null,
  organisation_id text not null,
  name text not null,
  released date,
  intended_use text not null default ''::text,
  medical_device text not null default 'not-answered'::text,
  device_class text,
  changes text not null default ''::text,
  registered_by text not null,
  registered_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  revision integer not null default 1,
  constraint versions_pkey PRIMARY KEY (id),
  constraint versions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint versions_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id),
  constraint versions_changes_check CHECK ((length(changes) <= 4000)),
  constraint versions_intended_use_check CHECK ((length(intended_use) <= 4000)),
  constraint versions_medical_device_check CHECK ((medical_device = ANY (ARRAY['not-answered'::text, 'no'::text, 'yes'::text]))),
  constraint versions_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
CREATE UNIQUE INDEX versions_by_name ON public.versions USING btree (product_id, lower(name));
-- the application may: select, insert, update
-- policy add: insert for wardround_app with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy change: update for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy read: select for wardround_app using (( SELECT current_actor() AS current_actor) IS NOT NULL)

-- tenant: A change to the agreed way of a system, with the whole of what would then be in force; adopted ones stay as its history
create table way_proposals (
  id text not null,
  organisation_id text not null,
  number integer not null,
  kind text not null,
  title text not null,
  reason text not null,
  national_content jsonb not null,
  national_version text not null,
  layer text not null,
  digest text not null,
  based_on text,
  comments_until date not null,
  group_name text not null,
  group_members jsonb not null,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  state text not null default 'open'::text,
  settled_by_name text,
  settled_at timestamp with time zone,
  settled_because text,
  in_force_from date,
  constraint way_proposals_pkey PRIMARY KEY (id),
  constraint way_proposals_based_on_fkey FOREIGN KEY (based_on) REFERENCES way_proposals(id),
  constraint way_proposals_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint way_proposals_check CHECK (((state = 'open'::text) = (settled_at IS NULL))),
  constraint way_proposals_check1 CHECK (((state = 'adopted'::text) = (in_force_from IS NOT NULL))),
  constraint way_proposals_digest_check CHECK ((length(digest) = 64)),
  constraint way_proposals_group_name_check CHECK (((length(group_name) >= 1) AND (length(group_name) <= 200))),
  constraint way_proposals_kind_check CHECK ((kind = ANY (ARRAY['national'::text, 'layer'::text]))),
  constraint way_proposals_layer_check CHECK ((length(layer) <= 262144)),
  constraint way_proposals_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 4000))),
  constraint way_proposals_settled_because_check CHECK (((length(settled_because) >= 1) AND (length(settled_because) <= 4000))),
  constraint way_proposals_state_check CHECK ((state = ANY (ARRAY['open'::text, 'adopted'::text, 'withdrawn'::text]))),
  constraint way_proposals_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE INDEX way_proposals_adopted ON public.way_proposals USING btree (organisation_id, settled_at DESC) WHERE (state = 'adopted'::text);
CREATE UNIQUE INDEX way_proposals_number ON public.way_proposals USING btree (organisation_id, number);
CREATE UNIQUE INDEX way_proposals_one_successor ON public.way_proposals USING btree (organisation_id, COALESCE(based_on, ''::text)) WHERE (state = 'adopted'::text);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy partners: select for wardround_app using (organisation_id IN ( SELECT current_systems() AS current_systems))

-- tenant: Comments on a proposed change, and whether an organisation of the group agrees; signed and dated, never changed: the last answer of an organisation counts
create table way_responses (
  id text not null,
  organisation_id text not null,
  system_id text not null,
  proposal_id text not null,
  kind text not null,
  words text not null,
  person_id text not null,
  person_name text not null,
  organisation_name text not null,
  role text not null,
  said_at timestamp with time zone not null,
  constraint way_responses_pkey PRIMARY KEY (id),
  constraint way_responses_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint way_responses_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES way_proposals(id),
  constraint way_responses_system_id_fkey FOREIGN KEY (system_id) REFERENCES organisations(id),
  constraint way_responses_check CHECK (((kind = 'agrees'::text) OR (words <> ''::text))),
  constraint way_responses_kind_check CHECK ((kind = ANY (ARRAY['comment'::text, 'agrees'::text, 'does-not-agree'::text]))),
  constraint way_responses_words_check CHECK ((length(words) <= 4000))
);
CREATE INDEX way_responses_by_proposal ON public.way_responses USING btree (proposal_id, id);
-- the application may: select, insert
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))
-- policy partners: select for wardround_app using (system_id IN ( SELECT current_systems() AS current_systems))

-- tenant
create table window_figures (
  id text not null,
  organisation_id text not null,
  deployment_id text not null,
  summary_id text not null,
  source text not null,
  subject text not null default ''::text,
  window_from date not null,
  window_to date not null,
  version_id text,
  version_name text not null,
  site text not null default ''::text,
  digest text not null,
  rows integer not null,
  used integer not null,
  pending integer not null,
  withheld text,
  dated_by_sender boolean not null,
  dated_note text not null,
  matures_on date not null,
  final_on date not null,
  computed_at timestamp with time zone not null,
  judged_at timestamp with time zone,
  superseded_by text,
  superseded_at timestamp with time zone,
  histogram jsonb,
  excluded jsonb not null default '{}'::jsonb,
  awaited jsonb,
  constraint window_figures_pkey PRIMARY KEY (id),
  constraint window_figures_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES deployments(id),
  constraint window_figures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint window_figures_summary_id_fkey FOREIGN KEY (summary_id) REFERENCES received_summaries(id),
  constraint window_figures_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES window_figures(id) DEFERRABLE INITIALLY DEFERRED,
  constraint window_figures_version_id_fkey FOREIGN KEY (version_id) REFERENCES versions(id),
  constraint window_figures_check CHECK ((window_to > window_from)),
  constraint window_figures_source_check CHECK ((source = ANY (ARRAY['edge'::text, 'browser'::text, 'rows'::text, 'typed'::text, 'otlp'::text])))
);
CREATE INDEX window_figures_to_judge ON public.window_figures USING btree (deployment_id, matures_on) WHERE ((superseded_by IS NULL) AND (judged_at IS NULL));
CREATE UNIQUE INDEX window_figures_current ON public.window_figures USING btree (deployment_id, window_from, window_to, version_name, site, source, subject) WHERE (superseded_by IS NULL);
-- the application may: select, insert, update
-- policy own: all for wardround_app using (organisation_id = ( SELECT current_organisation() AS current_organisation)) with check (organisation_id = ( SELECT current_organisation() AS current_organisation))

CREATE OR REPLACE FUNCTION public.alert_audience(wanted text)
 RETURNS TABLE(organisation_id text, organisation_name text, part text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select distinct told.organisation_id, o.name, told.part from (
      select r.organisation_id, r.part from alert_recipients r where r.alert_id = wanted
      union
      select m.system_id, 'watches' from alert_recipients r join system_memberships m on m.organisation_id = r.organisation_id
       where r.alert_id = wanted and m.member_from <= current_day() and (m.member_until is null or m.member_until > current_day())
    ) told join organisations o on o.id = told.organisation_id
    where current_authority() in ('operator', 'job')
    order by told.organisation_id, told.part
  $function$;

CREATE OR REPLACE FUNCTION public.alert_recipients_seen(wanted text)
 RETURNS TABLE(organisation_id text, organisation_name text, recipient text, part text, deployment_id text, hidden text, needs_answer boolean, told_at timestamp with time zone, due_on date, state text, acknowledged_at timestamp with time zone, acknowledged_by_role text, answered_at timestamp with time zone, answered_by_role text, answer_reason text, completed_at timestamp with time zone, completed_by_role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with asker as (
      select o.id, o.kind = 'supplier' as supplies,
        (select a.issued_by_organisation_id = o.id from alerts a where a.id = wanted) as issued
        from organisations o where o.id = current_organisation()
    ), seen as (
      select r.*, case
        when r.organisation_id = asker.id then null
        when r.part = 'supplier' and not asker.supplies then null
        when r.organisation_id in (select partner_organisations()) then case when r.held_back then 'held-back' end
        when asker.issued then 'outside'
        else 'not-shown' end as hidden
        from alert_recipients r cross join asker
       where r.alert_id = wanted and wanted in (select visible_alerts())
    )
    select case when s.hidden is null then s.organisation_id end,
      case when s.hidden is null then o.name end,
      case when s.hidden is null then s.recipient else md5(s.alert_id || s.recipient) end, s.part,
      case when s.hidden is null then s.deployment_id end, s.hidden, s.needs_answer, s.told_at, s.due_on, s.state,
      s.acknowledged_at, s.acknowledged_by_role, s.answered_at, s.answered_by_role,
      case when s.hidden is null then s.answer_reason end, s.completed_at, s.completed_by_role
      from seen s join organisations o on o.id = s.organisation_id
     where s.hidden is distinct from 'not-shown'
  $function$;

CREATE OR REPLACE FUNCTION public.alerts_not_acknowledged(since date)
 RETURNS TABLE(alert_id text, organisation_id text, organisation_name text, part text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select distinct r.alert_id, r.organisation_id, o.name, r.part
      from alert_recipients r join alerts a on a.id = r.alert_id join organisations o on o.id = r.organisation_id
     where current_authority() in ('operator', 'job') and r.state = 'told' and r.needs_answer
       and r.due_on < current_day() and r.due_on >= since and a.stood_down_at is null
  $function$;

CREATE OR REPLACE FUNCTION public.api_key_by_hash(hash text)
 RETURNS TABLE(id text, organisation_id text, organisation_name text, name text, scopes text[], role text, expires_at timestamp with time zone, revoked_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select k.id, k.organisation_id, o.name, k.name, k.scopes, k.role, k.expires_at, k.revoked_at
      from api_keys k join organisations o on o.id = k.organisation_id
     where k.key_hash = hash
  $function$;

CREATE OR REPLACE FUNCTION public.attention_counts(until date)
 RETURNS TABLE(deployment_id text, signals integer, exceptions integer, evidence_expiring integer, evidence_expired integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with visible as (
      select d.id, d.organisation_id, d.version_id, p.supplier_id
        from deployments d join products p on p.id = d.product_id
       where d.state <> 'ceased'
         and (d.organisation_id = current_organisation()
           or (not d.held_back and d.organisation_id in (select partner_organisations())))
    ), held as (
      select a.organisation_id, a.scope, a.subject_id, a.in_date_until as ends_on
        from signed_answers a
       where a.superseded_at is null and a.in_date_until <= attention_counts.until
      union all
      select c.organisation_id, c.scope, c.subject_id, least(c.until, s.in_date_until)
        from acceptances c join signed_answers s on s.id = c.answer_id
       where c.ended_at is null and least(c.until, s.in_date_until) <= attention_counts.until
    ), ending as (
      select h.organisation_id, h.scope, h.subject_id,
        (h.ends_on >= current_day())::integer as expiring, (h.ends_on < current_day())::integer as expired
        from held h
    ), counted as (
      select s.deployment_id, 1 as signals, 0 as exceptions, 0 as expiring, 0 as expired
        from signals s where s.state in ('new', 'acknowledged') and s.way <> 'right'
      union all
      select e.deployment_id, 0, 1, 0, 0 from gate_exceptions e
       where e.revoked_at is null and e.until between current_day() and attention_counts.until
      union all
      select a.subject_id, 0, 0, a.expiring, a.expired from ending a where a.scope = 'deployment'
      union all
      select v.id, 0, 0, a.expiring, a.expired from ending a join visible v on v.organisation_id = a.organisation_id
       where (a.scope = 'adopter') or (a.scope = 'product_version' and a.subject_id = v.version_id)
          or (a.scope = 'supplier' and a.subject_id = v.supplier_id)
    )
    select c.deployment_id, sum(c.signals)::integer, sum(c.exceptions)::integer,
      sum(c.expiring)::integer, sum(c.expired)::integer
      from counted c join visible v on v.id = c.deployment_id
     group by c.deployment_id
  $function$;

CREATE OR REPLACE FUNCTION public.ceased_not_off()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select d.id from deployments d join stops s on s.deployment_id = d.id and s.confirmed_at is null
     where d.state = 'ceased'
       and (d.organisation_id = current_organisation()
         or (not d.held_back and d.organisation_id in (select partner_organisations())))
  $function$;

CREATE OR REPLACE FUNCTION public.close_collaboration(wanted text, by_name text, why text, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  declare closed integer;
  begin
    if not exists (select 1 from collaborations c where c.id = wanted and c.organisation_id = current_organisation() and c.ended_on is not null)
    then return 0; end if;
    update charter_breaches b set ended_at = at from collaboration_entries e
     where b.entry_id = e.id and e.collaboration_id = wanted and b.ended_at is null;
    update collaboration_entries e set left_at = at, left_by_name = by_name, left_reason = why
     where e.collaboration_id = wanted and e.left_at is null;
    get diagnostics closed = row_count;
    return closed;
  end $function$;

CREATE OR REPLACE FUNCTION public.collaborations_joined()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select collaboration_id from collaboration_parties
     where organisation_id = current_organisation() and state = 'agreed'
  $function$;

CREATE OR REPLACE FUNCTION public.collaborations_known()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select collaboration_id from collaboration_parties
     where organisation_id = current_organisation() and state in ('invited', 'agreed')
  $function$;

CREATE OR REPLACE FUNCTION public.collaborations_open()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select id from collaborations where ended_on is null and id in (select collaborations_joined()) $function$;

CREATE OR REPLACE FUNCTION public.count_relying(wanted_scope text, wanted_subject text)
 RETURNS TABLE(answer_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select a.answer_id, o.name
      from signed_answers s
      join acceptances a on a.answer_id = s.id and a.ended_at is null
      join organisations o on o.id = a.organisation_id
     where s.organisation_id = current_organisation() and s.scope = wanted_scope and s.subject_id = wanted_subject
     order by o.name
  $function$;

CREATE OR REPLACE FUNCTION public.current_systems()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 2
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select system_id from system_memberships
     where organisation_id = current_organisation()
       and member_from <= current_day() and (member_until is null or member_until > current_day())
    union
    select id from organisations where id = current_organisation() and kind = 'icb'
  $function$;

CREATE OR REPLACE FUNCTION public.deployments_monitored()
 RETURNS TABLE(organisation_id text, organisation_name text, deployment_id text, takes_rows boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select d.organisation_id, o.name, d.id,
      exists (select 1 from intake_switches s where s.deployment_id = d.id and s.switched_off_at is null)
        or exists (select 1 from intake_windows w where w.deployment_id = d.id and w.rows_deleted_at is null)
      from deployments d join organisations o on o.id = d.organisation_id
     where current_authority() in ('operator', 'job')
       and (exists (select 1 from monitoring_plans p where p.deployment_id = d.id and p.ended_at is null)
         or exists (select 1 from intake_switches s where s.deployment_id = d.id))
     order by d.organisation_id, d.id
  $function$;

CREATE OR REPLACE FUNCTION public.entries_seen(wanted text)
 RETURNS TABLE(id text, collaboration_id text, organisation_id text, organisation_name text, opportunity_id text, deployment_id text, title text, stage text, state text, clinical text, medical_device text, personal_data text, entered_by_name text, entered_at timestamp with time zone, left_at timestamp with time zone, left_by_name text, left_reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select e.id, e.collaboration_id, e.organisation_id, o.name, e.opportunity_id, e.deployment_id, e.title,
        coalesce(d.stage, 'opportunity'), coalesce(d.state, p.state),
        case when d.id is not null then case d.facts ->> 'clinical' when 'true' then 'yes' when 'false' then 'no' end
          when p.is_clinical <> 'not-answered' then p.is_clinical end,
        case d.facts ->> 'medicalDevice' when 'true' then 'yes' when 'false' then 'no' end,
        case d.facts ->> 'personalData' when 'true' then 'yes' when 'false' then 'no' end,
        e.entered_by_name, e.entered_at, e.left_at, e.left_by_name, e.left_reason
      from collaboration_entries e
      join organisations o on o.id = e.organisation_id
      left join deployments d on d.id = e.deployment_id
      left join opportunities p on p.id = e.opportunity_id
     where wanted in (e.id, e.collaboration_id)
       and (e.organisation_id = current_organisation() or e.collaboration_id in (select collaborations_joined()))
     order by e.id
  $function$;

CREATE OR REPLACE FUNCTION public.followers_of(wanted_scope text, wanted_subject text)
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select f.organisation_id, o.name from follows f join organisations o on o.id = f.organisation_id
     where current_authority() = 'job' and f.ended_at is null and f.scope = wanted_scope and f.subject_id = wanted_subject
     order by o.name, o.id
  $function$;

CREATE OR REPLACE FUNCTION public.forget_idempotency_keys(before timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ delete from idempotency_keys where created_at < before and current_authority() = 'job' $function$;

CREATE OR REPLACE FUNCTION public.group_deployments(wanted_deployment text)
 RETURNS TABLE(organisation_id text, organisation_name text, deployment_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with reviewed as (
      select g.* from deployments g
        join hazard_logs l on l.deployment_id = g.id and l.organisation_id = g.organisation_id and l.covers_group
       where g.id = wanted_deployment and (g.organisation_id = current_organisation() or current_authority() = 'job')
    )
    select o.id, o.name, d.id
      from reviewed g join organisations o on o.parent_id = g.organisation_id
      join deployments d on d.organisation_id = o.id and d.product_id = g.product_id and d.state <> 'ceased'
    union
    select o.id, o.name, g.id
      from reviewed g join deployment_members m on m.deployment_id = g.id and m.removed_at is null
      join organisations o on o.id = m.member_id
     where g.state <> 'ceased'
     order by 1, 3
  $function$;

CREATE OR REPLACE FUNCTION public.hazards_to_receive(wanted_deployment text)
 RETURNS TABLE(origin text, lineage text, statement jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with here as (
      select d.* from deployments d where d.id = wanted_deployment and d.organisation_id = current_organisation()
    ), logs as (
      select l.id, 'supplier' as origin, o.name as organisation_name, v.name as version_name
        from here d join versions v on v.id = d.version_id
        join products p on p.id = v.product_id
        join hazard_logs l on l.version_id = v.id and l.organisation_id = p.supplier_id
        join organisations o on o.id = l.organisation_id
      union all
      select l.id, 'group', o.name, v.name
        from here d join organisations own on own.id = d.organisation_id
        join deployments g on g.organisation_id = own.parent_id and g.product_id = d.product_id and g.state <> 'ceased'
        join hazard_logs l on l.deployment_id = g.id and l.organisation_id = g.organisation_id and l.covers_group
        join organisations o on o.id = l.organisation_id
        left join versions v on v.id = g.version_id
      union all
      select l.id, 'group', o.name, v.name
        from deployments g
        join deployment_members m on m.deployment_id = g.id and m.member_id = current_organisation() and m.removed_at is null
        join hazard_logs l on l.deployment_id = g.id and l.organisation_id = g.organisation_id and l.covers_group
        join organisations o on o.id = l.organisation_id
        left join versions v on v.id = g.version_id
       where g.id = wanted_deployment and g.state <> 'ceased'
    )
    select logs.origin, h.lineage, jsonb_build_object(
        'organisationName', logs.organisation_name, 'versionName', logs.version_name, 'revision', h.revision,
        'withdrawn', h.entry = 'deprecated' or h.state = 'closed', 'name', h.name, 'kind', h.kind, 'words', h.words, 'controls', h.controls,
        'initialLikelihood', h.initial_likelihood, 'initialSeverity', h.initial_severity,
        'residualLikelihood', h.residual_likelihood, 'residualSeverity', h.residual_severity,
        'acceptances', case when logs.origin = 'group' then coalesce((
          select jsonb_agg(jsonb_build_object('role', a.role, 'name', a.person_name, 'personId', a.person_id, 'risk', a.risk, 'on', a.accepted_on,
            'onBehalfOf', case when a.on_behalf_of is null then null
              else jsonb_build_object('personId', a.on_behalf_of, 'personName', a.on_behalf_of_name) end) order by a.id)
            from hazard_acceptances a where a.hazard_id = h.id and a.hazard_revision = h.revision), '[]'::jsonb) else '[]'::jsonb end)
      from logs join hazards h on h.log_id = logs.id
     where h.entry <> 'awaiting-triage' and h.review_since is null
     order by h.log_id, h.number
  $function$;

CREATE OR REPLACE FUNCTION public.held_back_counts(wanted_version text)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select count(*) from deployments
     where version_id = wanted_version and held_back and organisation_id <> current_organisation()
       and organisation_id in (select partner_organisations())
  $function$;

CREATE OR REPLACE FUNCTION public.held_back_in_system(wanted text)
 RETURNS TABLE(deployments integer, opportunities integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with partners as (
      select organisation_id from system_memberships
       where system_id = wanted and wanted in (select current_systems())
         and member_from <= current_day() and (member_until is null or member_until > current_day())
         and organisation_id <> current_organisation()
    )
    select
      (select count(*)::integer from deployments where held_back and organisation_id in (select organisation_id from partners)),
      (select count(*)::integer from opportunities where held_back and state in ('open', 'parked')
         and organisation_id in (select organisation_id from partners))
  $function$;

CREATE OR REPLACE FUNCTION public.held_back_of_product(wanted_product text)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select count(*) from deployments
     where product_id = wanted_product and held_back and organisation_id <> current_organisation()
       and organisation_id in (select partner_organisations())
  $function$;

CREATE OR REPLACE FUNCTION public.invitation_by_token(hash text)
 RETURNS TABLE(id text, organisation_id text, organisation_name text, email text, name text, roles text[], expires_at timestamp with time zone, accepted_at timestamp with time zone, withdrawn_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select i.id, i.organisation_id, o.name, i.email, i.name, i.roles, i.expires_at, i.accepted_at, i.withdrawn_at
      from invitations i join organisations o on o.id = i.organisation_id
     where i.token_hash = hash
  $function$;

CREATE OR REPLACE FUNCTION public.invite_party(new_id text, wanted text, party text, as_state text, by_name text, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  declare made integer;
  begin
    insert into collaboration_parties (id, collaboration_id, organisation_id, state, invited_by_name, invited_at, answered_by_name, answered_at)
    select new_id, c.id, party, as_state, by_name, at,
        case when as_state = 'agreed' then by_name end, case when as_state = 'agreed' then at end
      from collaborations c
     where c.id = wanted and c.organisation_id = current_organisation() and c.ended_on is null
       and (as_state = 'invited' or (as_state = 'agreed' and party = current_organisation()));
    get diagnostics made = row_count;
    return made;
  end $function$;

CREATE OR REPLACE FUNCTION public.memberships_of(wanted text)
 RETURNS TABLE(organisation_id text, organisation_name text, organisation_kind text, is_example boolean, role text, on_behalf_of text, on_behalf_of_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select o.id, o.name, o.kind, o.is_example, held.role, held.on_behalf_of, held.on_behalf_of_name
      from (
        select organisation_id, role, null::text as on_behalf_of, null::text as on_behalf_of_name
          from memberships where person_id = wanted and held_until is null
        union all
        select organisation_id, role, on_behalf_of, on_behalf_of_name from roles_stood_in() where person_id = wanted
      ) held
      join people p on p.id = wanted and p.deactivated_at is null
      join organisations o on o.id = held.organisation_id
     order by o.name, o.id, held.role, held.on_behalf_of nulls first
  $function$;

CREATE OR REPLACE FUNCTION public.newest_published_records(most integer)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select v.record_id from public_record_revisions v join public_records r
        on r.id = v.record_id and r.published_number = v.number
     where v.withdrawn_at is null
     order by v.published_at desc, v.record_id limit most
  $function$;

CREATE OR REPLACE FUNCTION public.offered_hazard_logs(wanted_deployment text)
 RETURNS TABLE(log_id text, organisation_name text, use_case text, version_name text, hazards bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select l.id, o.name, u.title, v.name,
        (select count(*) from hazards h where h.log_id = l.id and h.entry <> 'deprecated')
      from deployments own join deployments d on d.product_id = own.product_id and d.id <> own.id
      join hazard_logs l on l.deployment_id = d.id and l.organisation_id = d.organisation_id
      join organisations o on o.id = d.organisation_id
      join use_cases u on u.id = d.use_case_id
      left join versions v on v.id = d.version_id
     where own.id = wanted_deployment and own.organisation_id = current_organisation()
       and (d.organisation_id = current_organisation()
         or (l.offered and not d.held_back and d.organisation_id in (select partner_organisations())))
     order by o.name, l.id limit 100
  $function$;

CREATE OR REPLACE FUNCTION public.offered_hazards(wanted_deployment text, wanted_log text)
 RETURNS TABLE(lineage text, statement jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select h.lineage, jsonb_build_object(
        'organisationName', offered.organisation_name, 'versionName', offered.version_name, 'revision', h.revision,
        'withdrawn', false, 'name', h.name, 'kind', h.kind, 'words', h.words - 'toleratedBecause' - 'stateReason' - 'transferredTo',
        'controls', h.controls,
        'initialLikelihood', h.initial_likelihood, 'initialSeverity', h.initial_severity,
        'residualLikelihood', h.residual_likelihood, 'residualSeverity', h.residual_severity, 'acceptances', '[]'::jsonb)
      from offered_hazard_logs(wanted_deployment) offered join hazards h on h.log_id = offered.log_id
     where offered.log_id = wanted_log and h.entry <> 'deprecated'
     order by h.number
  $function$;

CREATE OR REPLACE FUNCTION public.opened_document(wanted_answer text, wanted_document text)
 RETURNS TABLE(owner_id text, digest text, media_type text, file_name text, title text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select d.organisation_id, d.digest, d.media_type, d.file_name, d.title
      from signed_answers s
      join evidence_documents d on d.organisation_id = s.organisation_id and d.id = wanted_document
     where s.id = wanted_answer and d.withdrawn_at is null
       and not exists (select 1 from closed_documents c where c.document_id = d.id)
       and s.documents @> jsonb_build_array(jsonb_build_object('id', d.id))
       and (select o.kind from organisations o where o.id = current_organisation()) not in ('supplier', 'partner')
       and (s.opens_to in ('nhs', 'public')
         or (s.opens_to = 'partners' and s.organisation_id in (select partner_organisations())
           and (s.deployment_id is null or s.deployment_id in (
             select p.id from deployments p where not p.held_back)))
         or (s.opens_to = 'named' and current_organisation() = any (s.opens_to_named))
         or exists (select 1 from acceptances a where a.answer_id = s.id and a.organisation_id = current_organisation()))
  $function$;

CREATE OR REPLACE FUNCTION public.organisation_of_deployment(wanted text)
 RETURNS TABLE(id text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select o.id, o.name from deployments d join organisations o on o.id = d.organisation_id
     where d.id = wanted and current_authority() = 'operator'
  $function$;

CREATE OR REPLACE FUNCTION public.organisations_asked(system text, wanted text[])
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select o.id, o.name from organisations o
     where current_authority() in ('operator', 'job')
       and o.id in (
         select s.organisation_id from signed_answers s
          where s.superseded_at is null and s.requirement_id = any (wanted)
         union
         select a.organisation_id from acceptances a
          where a.ended_at is null and a.requirement_id = any (wanted))
       and home_system(o.id) is not distinct from system
     order by o.id
  $function$;

CREATE OR REPLACE FUNCTION public.organisations_before_gates(system text)
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select o.id, o.name from organisations o
     where current_authority() in ('operator', 'job')
       and o.id in (select d.organisation_id from deployments d where d.state = 'running')
       and home_system(o.id) is not distinct from system
     order by o.id
  $function$;

CREATE OR REPLACE FUNCTION public.organisations_running(wanted_version text)
 RETURNS TABLE(organisation_id text, organisation_name text, deployment_id text, owner_id text, stage text, use_case text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select d.organisation_id, o.name, d.id, d.owner_id, d.stage, u.title
      from deployments d join organisations o on o.id = d.organisation_id join use_cases u on u.id = d.use_case_id
     where d.version_id = wanted_version and d.state <> 'ceased'
       and ((select current_authority()) in ('operator', 'job')
         or exists (select 1 from deployments mine where mine.version_id = wanted_version and mine.organisation_id = current_organisation())
         or exists (select 1 from versions v join products p on p.id = v.product_id where v.id = wanted_version and p.supplier_id = current_organisation()))
  $function$;

CREATE OR REPLACE FUNCTION public.organisations_that_moved(wanted text)
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select o.id, o.name from organisations o
      left join followed_systems f on f.organisation_id = o.id
     where current_authority() in ('operator', 'job')
       and (wanted is null or o.id = wanted)
       and (f.organisation_id is not null or o.id in (select m.organisation_id from system_memberships m))
       and home_system(o.id) is distinct from f.system_id
     order by o.id limit 500
  $function$;

CREATE OR REPLACE FUNCTION public.organisations_under_charter()
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select distinct o.id, o.name
      from collaboration_entries e join collaborations c on c.id = e.collaboration_id and c.under_charter
      join organisations o on o.id = e.organisation_id
     where current_authority() in ('operator', 'job') and e.left_at is null
     order by o.id
  $function$;

CREATE OR REPLACE FUNCTION public.organisations_with_ends()
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with watched as (
      select a.organisation_id, s.id, s.in_date_until from acceptances a join signed_answers s on s.id = a.answer_id
       where a.ended_at is null and s.in_date_until <= current_day() + 90
      union
      select f.organisation_id, s.id, s.in_date_until from follows f
        join signed_answers s on s.scope = f.scope and s.subject_id = f.subject_id and s.superseded_at is null
       where f.ended_at is null and s.in_date_until <= current_day() + 90
         and s.organisation_id <> f.organisation_id
      union
      select s.organisation_id, s.id, s.in_date_until from signed_answers s
       where s.superseded_at is null and s.review_since is null
         and s.in_date_until between current_day() and current_day() + 90
    )
    select distinct w.organisation_id, o.name from watched w join organisations o on o.id = w.organisation_id
     where current_authority() in ('operator', 'job')
       and not exists (select 1 from told_ends t where t.organisation_id = w.organisation_id and t.answer_id = w.id
         and t.step = case when w.in_date_until < current_day() then 'over' when w.in_date_until <= current_day() + 7 then '7'
           when w.in_date_until <= current_day() + 30 then '30' else '90' end)
     order by w.organisation_id
  $function$;

CREATE OR REPLACE FUNCTION public.organisations_with_expired_answers()
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select distinct s.organisation_id, o.name
      from signed_answers s join organisations o on o.id = s.organisation_id
     where current_authority() in ('operator', 'job')
       and s.superseded_at is null and s.expiry_noted_at is null and s.in_date_until < current_day()
     order by s.organisation_id
  $function$;

CREATE OR REPLACE FUNCTION public.organisations_with_files_to_search(before timestamp with time zone, most integer)
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select d.organisation_id, o.name
      from evidence_documents d
      join organisations o on o.id = d.organisation_id
      left join file_searches f on f.document_id = d.id
     where current_authority() in ('operator', 'job')
       and d.kind = 'file' and d.scan = 'not-scanned' and d.not_scanned_because is null
       and (f.begun_at is null or f.begun_at < before)
     group by d.organisation_id, o.name
     order by min(coalesce(f.begun_at, 'epoch')), d.organisation_id
     limit most
  $function$;

CREATE OR REPLACE FUNCTION public.organisations_with_links_to_check(before timestamp with time zone, most integer)
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select d.organisation_id, o.name
      from evidence_documents d
      join organisations o on o.id = d.organisation_id
      left join link_checks c on c.document_id = d.id
     where current_authority() in ('operator', 'job')
       and d.kind = 'link' and d.withdrawn_at is null
       and (c.checked_at is null or c.checked_at < before)
     group by d.organisation_id, o.name
     order by min(coalesce(c.checked_at, 'epoch')), d.organisation_id
     limit most
  $function$;

CREATE OR REPLACE FUNCTION public.part_from_collaboration(wanted text, party text, by_name text, why text, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  declare parted integer;
  begin
    update collaboration_parties p set state = 'left', left_at = at, left_by_name = by_name, left_reason = why
      from collaborations c
     where c.id = wanted and p.collaboration_id = c.id and p.organisation_id = party and p.state in ('invited', 'agreed')
       and c.ended_on is null and party <> c.organisation_id
       and current_organisation() in (party, c.organisation_id);
    get diagnostics parted = row_count;
    if parted > 0 then
      update charter_breaches b set ended_at = at from collaboration_entries e
       where b.entry_id = e.id and e.collaboration_id = wanted and e.organisation_id = party and b.ended_at is null;
      update collaboration_entries e set left_at = at, left_by_name = by_name, left_reason = why
       where e.collaboration_id = wanted and e.organisation_id = party and e.left_at is null;
    end if;
    return parted;
  end $function$;

CREATE OR REPLACE FUNCTION public.parties_to_tell(wanted text)
 RETURNS TABLE(organisation_id text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select o.id, o.name from collaboration_parties p join organisations o on o.id = p.organisation_id
     where current_authority() in ('operator', 'job') and p.collaboration_id = wanted and p.state = 'agreed'
     order by o.id
  $function$;

CREATE OR REPLACE FUNCTION public.partner_organisations()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select organisation_id from system_memberships
     where system_id in (select current_systems())
       and member_from <= current_day() and (member_until is null or member_until > current_day())
    union
    select current_systems()
  $function$;

CREATE OR REPLACE FUNCTION public.people_counts()
 RETURNS TABLE(members bigint, operators bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select count(*), count(*) filter (where m.role = 'operator')
      from memberships m join people p on p.id = m.person_id
     where m.held_until is null and p.deactivated_at is null
  $function$;

CREATE OR REPLACE FUNCTION public.people_with_role(organisation text, wanted text[])
 RETURNS TABLE(person_id text, name text, email text, role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select p.id, p.name, p.email, held.role
      from (
        select person_id, role from memberships
         where organisation_id = organisation and held_until is null
        union
        select person_id, role from roles_stood_in() where organisation_id = organisation
      ) held
      join people p on p.id = held.person_id and p.deactivated_at is null
     where held.role = any (wanted)
       and ((select current_authority()) in ('operator', 'job') or organisation = current_organisation())
     order by p.name, p.id
  $function$;

CREATE OR REPLACE FUNCTION public.public_organisations(wanted text[], after_name text, after_id text, most integer)
 RETURNS TABLE(organisation_id text, organisation_name text, ods_code text, records integer, found jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with published as (
      select o.id, o.name, o.ods_code, r.id as record_id, v.content ->> 'name' as tool,
        lower(concat_ws(' ', o.name, o.ods_code, o.address, o.postcode, v.content ->> 'name', v.content ->> 'what',
          v.content ->> 'why', v.content ->> 'where', v.content ->> 'madeBy')) as words
        from public_records r
        join public_record_revisions v on v.record_id = r.id and v.number = r.published_number
        join organisations o on o.id = r.organisation_id
    )
    select p.id, p.name, p.ods_code, count(*)::integer,
        jsonb_agg(jsonb_build_object('id', p.record_id, 'name', p.tool) order by lower(p.tool), p.record_id)
      from published p
     where not exists (select 1 from unnest(wanted) as w (word) where p.words not like '%' || lower(w.word) || '%')
       and (lower(p.name), p.id) > (after_name, after_id)
     group by p.id, p.name, p.ods_code
     order by lower(p.name), p.id limit most
  $function$;

CREATE OR REPLACE FUNCTION public.public_products(wanted text, after_name text, after_id text, most integer)
 RETURNS TABLE(product_id text, product_name text, supplier_name text, statements integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select p.id, p.name, o.name, count(*)::integer
      from signed_answers s
      join versions v on v.id = s.subject_id
      join products p on p.id = v.product_id and p.supplier_id = s.organisation_id
      join organisations o on o.id = p.supplier_id
     where s.scope = 'product_version' and s.opens_to = 'public'
       and s.superseded_at is null and s.withdrawn_at is null
       and (wanted = '' or lower(p.name) like '%' || lower(wanted) || '%' or lower(o.name) like '%' || lower(wanted) || '%')
       and (lower(p.name), p.id) > (after_name, after_id)
     group by p.id, p.name, o.name
     order by lower(p.name), p.id limit most
  $function$;

CREATE OR REPLACE FUNCTION public.public_statements(wanted_product text)
 RETURNS TABLE(product_name text, supplier_id text, supplier_name text, id text, scope text, subject_id text, requirement_id text, part text, version_name text, field_values jsonb, fields_not_applicable jsonb, not_applicable_reason text, documents jsonb, signed_by_name text, role text, signed_on date, in_date_until date, review_since text, requirement_digest text, framework_version text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select p.name, p.supplier_id, o.name, s.id, s.scope, s.subject_id, s.requirement_id, s.part, s.version_name,
      s.field_values, s.fields_not_applicable, s.not_applicable_reason, s.documents, s.signed_by_name, s.role,
      s.signed_on, s.in_date_until, s.review_since, s.requirement_digest, s.framework_version
      from products p
      join organisations o on o.id = p.supplier_id
      join signed_answers s on s.organisation_id = p.supplier_id and s.opens_to = 'public'
       and s.superseded_at is null and s.withdrawn_at is null
       and ((s.scope = 'product_version' and s.subject_id in (select v.id from versions v where v.product_id = p.id))
         or (s.scope = 'supplier' and s.subject_id = p.supplier_id))
     where p.id = wanted_product
       and exists (select 1 from signed_answers a join versions v on v.id = a.subject_id
                    where v.product_id = p.id and a.scope = 'product_version' and a.organisation_id = p.supplier_id
                      and a.opens_to = 'public' and a.superseded_at is null and a.withdrawn_at is null)
     order by s.scope, s.version_name desc, s.requirement_id, s.part, s.id
     limit 500
  $function$;

CREATE OR REPLACE FUNCTION public.published_records(wanted_organisation text, wanted_records text[], after_id text, most integer)
 RETURNS TABLE(record_id text, organisation_id text, organisation_name text, ods_code text, is_example boolean, content jsonb, number integer, published_at timestamp with time zone, stage text, state text, ceased_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select r.id, r.organisation_id, o.name, o.ods_code, o.is_example, v.content, v.number, v.published_at,
      d.stage, d.state, (c.ceased_at at time zone 'Europe/London')::date
      from public_records r
      join public_record_revisions v on v.record_id = r.id and v.number = r.published_number
      join organisations o on o.id = r.organisation_id
      join deployments d on d.id = r.deployment_id
      left join ceases c on c.deployment_id = d.id
     where (wanted_organisation = '' or r.organisation_id = wanted_organisation)
       and (wanted_records is null or r.id = any (wanted_records)) and r.id > after_id
     order by r.id limit most
  $function$;

CREATE OR REPLACE FUNCTION public.put_listed_back(wanted text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  declare said listed_doubles;
  begin
    select d.* into said from listed_doubles d where d.id = wanted and d.is_same and d.taken_back_at is null
      and (current_authority() = 'operator' or d.organisation_id = current_organisation());
    if not found then return false; end if;
    insert into organisations select (jsonb_populate_record(null::organisations, said.listed)).*;
    update system_membership_proposals p set organisation_id = said.listed_id
     where p.id = any (said.moved_proposals) and p.organisation_id = said.organisation_id and p.decided_at is null;
    return true;
  end $function$;

CREATE OR REPLACE FUNCTION public.read_event(wanted text)
 RETURNS TABLE(name text, payload jsonb, organisation_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select name, payload, organisation_id from events where id = wanted $function$;

CREATE OR REPLACE FUNCTION public.receive_public_concern(new_id text, to_organisation text, new_reference text, which_tool text, what text, noticed date, harmed text, still text, raised timestamp with time zone, acknowledge date, triage date)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    insert into concerns (id, organisation_id, reference, tool, what_happened, noticed_on, harm, still_happening,
      origin, raised_at, acknowledge_by, triage_by)
    select new_id, t.id, new_reference, which_tool, what, noticed, harmed, still, 'public', raised, acknowledge, triage
      from takes_public_concerns(to_organisation) t
  $function$;

CREATE OR REPLACE FUNCTION public.redact_concern_audit(wanted text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  declare blanked integer;
  begin
    update audit set
      before = before - array['tool', 'whatHappened', 'words', 'outcome'],
      after = after - array['tool', 'whatHappened', 'words', 'outcome'],
      reason = case when reason is null then null else 'Removed by redaction' end
     where subject_kind = 'concern' and subject_id = wanted and command <> 'concerns.redact-concern' and audit.organisation_id = current_organisation()
       and exists (select 1 from concerns c where c.id = wanted and c.organisation_id = current_organisation()
                     and c.redacted_at is not null);
    get diagnostics blanked = row_count;
    return blanked;
  end $function$;

CREATE OR REPLACE FUNCTION public.relying_on(wanted_answer text, replaced boolean)
 RETURNS TABLE(organisation_id text, organisation_name text, acceptance_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select a.organisation_id, o.name, a.id
      from signed_answers s
      join acceptances a on a.answer_id = s.id and a.ended_at is null
      join organisations o on o.id = a.organisation_id
     where ((not replaced and s.id = wanted_answer) or (replaced and s.superseded_by = wanted_answer))
       and (current_authority() = 'job' or s.organisation_id = current_organisation())
     order by o.name, a.id
  $function$;

CREATE OR REPLACE FUNCTION public.roles_stood_in()
 RETURNS TABLE(person_id text, organisation_id text, role text, on_behalf_of text, on_behalf_of_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select d.deputy_id, d.organisation_id, d.role, d.principal_id, d.principal_name
      from deputies d
      join memberships pm on pm.organisation_id = d.organisation_id and pm.person_id = d.principal_id
        and pm.role = d.role and pm.held_until is null
      join people principal on principal.id = d.principal_id and principal.deactivated_at is null
     where d.ended_at is null and current_day() between d.first_day and d.last_day
       and exists (select 1 from memberships m where m.organisation_id = d.organisation_id
         and m.person_id = d.deputy_id and m.held_until is null)
    union all
    select o.person_id, o.host_id, o.role, null, null
      from role_offers o
      join role_confirmations c on c.offer_id = o.id and c.organisation_id = o.host_id and c.ended_at is null
     where o.ended_at is null and current_day() between o.first_day and o.last_day
       and exists (select 1 from memberships m where m.organisation_id = o.organisation_id
         and m.person_id = o.person_id and m.held_until is null)
  $function$;

CREATE OR REPLACE FUNCTION public.rows_are_held()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select exists (select 1 from intake_switches where switched_off_at is null)
        or exists (select 1 from intake_windows where rows_deleted_at is null)
  $function$;

CREATE OR REPLACE FUNCTION public.rows_noted()
 RETURNS TABLE(deployment_id text, noted_until bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select p.deployment_id, p.noted_until from intake_progress p
     where current_authority() in ('operator', 'job')
  $function$;

CREATE OR REPLACE FUNCTION public.search_products(wanted text, most integer)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select id from (
      select p.id, p.name from products p where lower(p.name) like '%' || lower(wanted) || '%'
      union
      select p.id, p.name from product_aliases a join products p on p.id = a.product_id
       where lower(a.alias) like '%' || lower(wanted) || '%'
      union
      select p.id, p.name from organisations o join products p on p.supplier_id = o.id
       where o.kind <> 'gp-practice' and lower(o.name) like '%' || lower(wanted) || '%'
    ) found
    where current_actor() is not null
    order by lower(name), id limit most
  $function$;

CREATE OR REPLACE FUNCTION public.shared_by_deployment(wanted_deployment text)
 RETURNS TABLE(deployment_id text, organisation_id text, organisation_name text, version_name text, site text, measure text, threshold text, window_from date, window_to date, method text, shared jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select distinct on (p.site, p.measure, p.threshold)
      p.deployment_id, d.organisation_id, o.name, p.version_name, p.site,
      p.measure, p.threshold, p.window_from, p.window_to, p.method, p.shared
      from points p join deployments d on d.id = p.deployment_id join organisations o on o.id = d.organisation_id
     where p.deployment_id = wanted_deployment
       and p.superseded_by is null and p.group_by = '' and p.shared is not null
       and p.matures_on <= current_day()
       and d.stage in ('usual', 'scale') and not d.held_back
       and d.organisation_id <> current_organisation()
       and d.organisation_id in (select partner_organisations())
     order by p.site, p.measure, p.threshold, p.window_from desc, p.computed_at desc
  $function$;

CREATE OR REPLACE FUNCTION public.shared_on_version(wanted_version text, wanted_measure text, wanted_threshold text, most integer)
 RETURNS TABLE(deployment_id text, organisation_id text, organisation_name text, version_name text, site text, measure text, threshold text, window_from date, window_to date, method text, shared jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with sharing as (
      select d.id, d.organisation_id, o.name
        from deployments d join organisations o on o.id = d.organisation_id
       where d.version_id = wanted_version and d.stage in ('usual', 'scale') and not d.held_back
         and d.organisation_id <> current_organisation()
         and d.organisation_id in (select partner_organisations())
       order by o.name, d.id limit most
    )
    select p.deployment_id, sharing.organisation_id, sharing.name, p.version_name, p.site,
           p.measure, p.threshold, p.window_from, p.window_to, p.method, p.shared
      from sharing cross join lateral (
        with recursive sites as (
          (select site from points
            where points.deployment_id = sharing.id and version_id = wanted_version
              and measure = wanted_measure and threshold = wanted_threshold
              and superseded_by is null and group_by = '' and shared is not null
            order by site limit 1)
          union all
          select (select n.site from points n
                   where n.deployment_id = sharing.id and n.version_id = wanted_version
                     and n.measure = wanted_measure and n.threshold = wanted_threshold
                     and n.superseded_by is null and n.group_by = '' and n.shared is not null
                     and n.site > sites.site
                   order by n.site limit 1)
            from sites where sites.site is not null
        ) select site from sites where site is not null
      ) one cross join lateral (
        select q.* from points q
         where q.deployment_id = sharing.id and q.version_id = wanted_version
           and q.measure = wanted_measure and q.threshold = wanted_threshold and q.site = one.site
           and q.superseded_by is null and q.group_by = '' and q.shared is not null
           and q.matures_on <= current_day()
         order by q.window_from desc, q.computed_at desc limit 1
      ) p
  $function$;

CREATE OR REPLACE FUNCTION public.similar_products(wanted text, at_least real, most integer)
 RETURNS TABLE(id text, likeness real)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select id, max(likeness) as likeness from (
      select p.id, 1::real as likeness from products p where plain_name(p.name) = plain_name(wanted)
      union all
      select a.product_id, 1::real from product_aliases a where plain_name(a.alias) = plain_name(wanted)
      union all
      select p.id, similarity(lower(p.name), lower(wanted)) from products p where lower(p.name) % lower(wanted)
      union all
      select p.id, similarity(plain_name(p.name), plain_name(wanted)) from products p where plain_name(p.name) % plain_name(wanted)
      union all
      select a.product_id, similarity(lower(a.alias), lower(wanted)) from product_aliases a where lower(a.alias) % lower(wanted)
    ) found
    where current_actor() is not null and likeness >= at_least
    group by id order by likeness desc, id limit most
  $function$;

CREATE OR REPLACE FUNCTION public.take_out_listed(wanted text, by_organisation text)
 RETURNS text[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  declare moved text[];
  begin
    if current_authority() is distinct from 'operator' and by_organisation is distinct from current_organisation() then
      return null;
    end if;
    perform 1 from organisations h where h.id = by_organisation and h.ods_code is null for update;
    if not found then return null; end if;
    with gone as (
      update system_membership_proposals p set organisation_id = by_organisation
       where p.organisation_id = wanted and p.decided_at is null
         and not exists (select 1 from system_memberships m where m.organisation_id = by_organisation
           and m.system_id = p.system_id and m.member_until is null)
         and not exists (select 1 from system_membership_proposals o where o.organisation_id = by_organisation
           and o.system_id = p.system_id and o.decided_at is null)
      returning p.id)
    select coalesce(array_agg(id), '{}') into moved from gone;
    delete from organisations l where l.id = wanted and l.ods_code is not null and l.source <> 'Named by somebody who looked for it';
    if not found then return null; end if;
    return moved;
  exception when foreign_key_violation then
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.takes_public_concerns(wanted text)
 RETURNS TABLE(id text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select o.id, o.name from organisations o
     where (o.id = wanted or o.ods_code = upper(wanted))
       and exists (select 1 from public_record_revisions r where r.organisation_id = o.id)
  $function$;

CREATE OR REPLACE FUNCTION public.tell_recipients(wanted text, answer_due date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  declare told integer;
  begin
    insert into alert_recipients
      (alert_id, organisation_id, recipient, part, deployment_id, held_back, needs_answer, told_at, due_on)
    select a.id, d.organisation_id, d.id, 'runs-it', d.id, d.held_back, a.notice = 'alert', a.issued_at, answer_due
      from alerts a join deployments d on d.version_id = a.version_id
     where a.id = wanted and a.issued_by_organisation_id = current_organisation() and d.state <> 'ceased'
       and (a.notice = 'alert' or d.organisation_id <> a.issued_by_organisation_id)
    union all
    select a.id, m.member_id, d.id, 'runs-it', d.id, d.held_back, a.notice = 'alert', a.issued_at, answer_due
      from alerts a join deployments d on d.version_id = a.version_id
      join deployment_members m on m.deployment_id = d.id and m.removed_at is null
     where a.id = wanted and a.issued_by_organisation_id = current_organisation()
       and (d.state <> 'ceased' or (a.notice = 'cease' and d.organisation_id = a.issued_by_organisation_id))
       and (a.notice = 'alert' or m.member_id <> a.issued_by_organisation_id)
    union all
    select a.id, p.supplier_id, p.supplier_id, 'supplier', null, false, a.notice = 'alert', a.issued_at, answer_due
      from alerts a join products p on p.id = a.product_id
     where a.id = wanted and a.issued_by_organisation_id = current_organisation()
    on conflict do nothing;
    get diagnostics told = row_count;
    return told;
  end $function$;

CREATE OR REPLACE FUNCTION public.visible_alerts()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select alert_id from alert_recipients
     where organisation_id = current_organisation() or organisation_id in (select partner_organisations())
    union
    select id from alerts
     where issued_by_organisation_id = current_organisation()
        or issued_by_organisation_id in (select partner_organisations())
  $function$;

CREATE OR REPLACE FUNCTION public.watched_on_version(wanted_version text)
 RETURNS TABLE(measure text, threshold text, direction text, deployments integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select m.measure, m.threshold, min(m.direction), count(distinct d.id)::integer
      from deployments d
      join monitoring_plans p on p.deployment_id = d.id and p.ended_at is null
      join plan_measures m on m.plan_id = p.id
     where d.version_id = wanted_version and d.state <> 'ceased'
       and (d.organisation_id = current_organisation()
         or (d.stage in ('usual', 'scale') and not d.held_back
           and d.organisation_id in (select partner_organisations())))
     group by m.measure, m.threshold
     order by count(distinct d.id) desc, m.measure, m.threshold
  $function$;

CREATE OR REPLACE FUNCTION public.way_in_force(wanted text, known text[])
 RETURNS TABLE(system_id text, system_name text, proposal_id text, number integer, digest text, since date, national_content jsonb, layer text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    with home as (
      select o.id, o.name from organisations o
       where o.id = home_system(wanted)
         and (wanted = current_organisation() or current_authority() in ('job', 'operator')
           or wanted in (select partner_organisations()))
    ), adopted as (
      select p.* from way_proposals p join home on home.id = p.organisation_id
       where p.state = 'adopted' order by p.settled_at desc, p.number desc limit 1
    ), installed as (
      select i.digest, i.content from installed_versions i order by i.installed_at, i.digest limit 1
    )
    select home.id, home.name, adopted.id, adopted.number, coalesce(adopted.digest, installed.digest), adopted.in_force_from,
        case when coalesce(adopted.digest, installed.digest) = any (known) then null
          else coalesce(adopted.national_content, installed.content) end,
        case when coalesce(adopted.digest, installed.digest) = any (known) then null
          else coalesce(adopted.layer, '') end
      from home left join adopted on true left join installed on true
  $function$;
