-- Lists of the register under row-level security; plans were read with 10,000 products and 100,000
-- deployments (bench/register/README.md). A search asks which products, uses and organisations hold the
-- text and leaves the deployments to row-level security (src/modules/deployments/list-deployments.ts); this
-- function stopped at its limit, so a filter beside the search could lose rows.
drop function search_deployments(text, integer);

-- Without these, rare states and the order by stage read the whole table in the order of another index.
create index deployments_by_state on deployments (state, changed_at desc, id desc);
create index deployments_by_stage_since on deployments (stage_since desc, id desc);

-- An organisation is in one or two systems: PostgreSQL guesses 1,000 and then reads every membership.
set role wardround_definer;
alter function current_systems() rows 2;
alter function partner_organisations() rows 50;
reset role;
