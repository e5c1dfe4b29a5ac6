/** A question of a transparency record. */
export interface AtrsField {
  /** As version 3 of the standard numbers it. */
  number: string
  /** Its name in the JSON of a record. */
  key: string
  label: string
}

/** A section of a transparency record. */
export interface AtrsSection {
  key: string
  heading: string
  fields: readonly AtrsField[]
}

/** The version of the standard that the fields are of. */
export const ATRS_VERSION = 'v3.0'

const section = (
  key: string,
  heading: string,
  ...fields: readonly (readonly [number: string, key: string, label: string])[]
): AtrsSection => ({
  key,
  heading,
  fields: fields.map(([number, name, label]) => ({ number, key: name, label })),
})

/**
 * The fields of a record in their order. Source: Government Digital Service, Algorithmic Transparency
 * Recording Standard v3.0, by its published records and guidance of 8 May 2025. The numbers of 4.2.1 to
 * 4.2.9 are to be confirmed; version 4 words and joins some fields otherwise.
 */
export const ATRS_SECTIONS: readonly AtrsSection[] = [
  section(
    'tier_1',
    'Tier 1: summary',
    ['T1.1', 'name', 'Name'],
    ['T1.2', 'description', 'Description'],
    ['T1.3', 'website_url', 'Website URL'],
    ['T1.4', 'contact_email', 'Contact email'],
  ),
  section(
    'owner_and_responsibility',
    'Tier 2, 1: owner and responsibility',
    ['1.1', 'organisation', 'Organisation or department'],
    ['1.2', 'team', 'Team'],
    ['1.3', 'senior_responsible_owner', 'Senior responsible owner (role)'],
    ['1.4', 'external_supplier_involvement', 'External supplier involvement'],
    ['1.4.1', 'external_supplier', 'External supplier'],
    ['1.4.2', 'companies_house_number', 'Companies House number'],
    ['1.4.3', 'external_supplier_role', 'External supplier role'],
    ['1.4.4', 'procurement_procedure_type', 'Procurement procedure type'],
    ['1.4.5', 'data_access_terms', 'Data access terms'],
  ),
  section(
    'description_and_rationale',
    'Tier 2, 2: description and rationale',
    ['2.1', 'detailed_description', 'Detailed description'],
    ['2.2', 'scope', 'Scope'],
    ['2.3', 'benefit', 'Benefit'],
    ['2.4', 'previous_process', 'Previous process'],
    ['2.5', 'alternatives_considered', 'Alternatives considered'],
  ),
  section(
    'decision_making_process',
    'Tier 2, 3: the decision-making process',
    ['3.1', 'process_integration', 'Process integration'],
    ['3.2', 'provided_information', 'Provided information'],
    ['3.3', 'frequency_and_scale', 'Frequency and scale of usage'],
    ['3.4', 'human_decisions_and_review', 'Human decisions and review'],
    ['3.5', 'required_training', 'Required training'],
    ['3.6', 'appeals_and_review', 'Appeals and review'],
  ),
  section(
    'tool_specification',
    'Tier 2, 4.1: the tool',
    ['4.1.1', 'system_architecture', 'System architecture'],
    ['4.1.2', 'phase', 'Phase'],
    ['4.1.3', 'maintenance', 'Maintenance'],
    ['4.1.4', 'models', 'Models'],
  ),
  section(
    'model_specification',
    'Tier 2, 4.2: the model',
    ['4.2.1', 'model_name', 'Model name'],
    ['4.2.2', 'model_version', 'Model version'],
    ['4.2.3', 'model_task', 'Model task'],
    ['4.2.4', 'model_input', 'Model input'],
    ['4.2.5', 'model_output', 'Model output'],
    ['4.2.6', 'model_architecture', 'Model architecture'],
    ['4.2.7', 'model_performance', 'Model performance'],
    ['4.2.8', 'datasets', 'Datasets'],
    ['4.2.9', 'dataset_purposes', 'Dataset purposes'],
  ),
  section(
    'data_specification',
    'Tier 2, 4.3: the data',
    ['4.3.1', 'source_data_name', 'Source data name'],
    ['4.3.2', 'data_modality', 'Data modality'],
    ['4.3.3', 'data_description', 'Data description'],
    ['4.3.4', 'data_quantities', 'Data quantities'],
    ['4.3.5', 'sensitive_attributes', 'Sensitive attributes'],
    ['4.3.6', 'data_completeness', 'Data completeness and representativeness'],
    ['4.3.7', 'source_data_url', 'Source data URL'],
    ['4.3.8', 'data_collection', 'Data collection'],
    ['4.3.9', 'data_cleaning', 'Data cleaning'],
    ['4.3.10', 'data_sharing_agreements', 'Data sharing agreements'],
    ['4.3.11', 'data_access_and_storage', 'Data access and storage'],
  ),
  section(
    'risks_and_impact',
    'Tier 2, 5: risks, mitigations and impact assessments',
    ['5.1', 'impact_assessments', 'Impact assessments'],
    ['5.2', 'risks_and_mitigations', 'Risks and mitigations'],
  ),
]
