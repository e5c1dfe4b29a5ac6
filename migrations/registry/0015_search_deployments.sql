-- A search of deployments asks which products, uses and organisations hold the text and lets row-level
-- security decide on the deployments (src/modules/deployments/list-deployments.ts): measured faster than
-- this function where a search finds thousands, and complete where it stopped at its limit.
drop function search_deployments(text, integer);
