-- A list narrowed to one stage met every deployment of that stage in the country, then every one of the
-- organisations seen (bench/register/README.md); with this it meets those of both.
create index deployments_by_organisation_and_stage on deployments (organisation_id, stage, changed_at desc, id desc);
